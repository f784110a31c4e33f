using FolderIndex;
using Microsoft.Extensions.Hosting;

if (!CommandLine.TryParse(args, out IndexOptions? options, out string? error))
{
    Console.Error.WriteLine(error);
    return 2;
}

using IHost host = FolderIndexHost.CreateBuilder(options, Console.Out).Build();
await host.RunAsync();
// 0, also for a run that was asked to end early; 1 if a failure was escalated beyond the actors.
return Environment.ExitCode;
