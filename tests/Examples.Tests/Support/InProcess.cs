using FolderIndex;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Examples.Tests.Support;

/// <summary>Runs FolderIndex in this process, for a summary that a test can look into.</summary>
internal static class InProcess
{
    public static async Task<Summary> IndexAsync(string folder, FileOpener? opener = null)
    {
        IndexOptions options = new(folder) { IsPlain = true, Top = int.MaxValue };
        HostApplicationBuilder builder = FolderIndexHost.CreateBuilder(options, TextWriter.Null);
        builder.Logging.ClearProviders();
        if (opener is not null) builder.Services.AddSingleton(opener);

        IHost host = builder.Build();
        IndexRun run = host.Services.GetRequiredService<IndexRun>();
        await host.RunAsync();
        return run.Summary!;
    }
}
