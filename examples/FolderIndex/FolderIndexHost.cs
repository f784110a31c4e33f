using Actors.Mailboxes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace FolderIndex;

/// <summary>Puts the program together: its actors, what they need, and what is logged.</summary>
public static class FolderIndexHost
{
    private const int PoolCapacity = 64;
    private const int ShardCapacity = 8;
    private const int TallyCapacity = 1024;

    public static HostApplicationBuilder CreateBuilder(IndexOptions options, TextWriter output)
    {
        // Settings lie beside the program, not in the folder that happens to be the current one.
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging
            .ClearProviders()
            .AddConsole(console => console.FormatterName = QuietFormatter.Id)
            .AddConsoleFormatter<QuietFormatter, ConsoleFormatterOptions>()
            .AddFilter("Microsoft", LogLevel.Warning);

        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(output);
        builder.Services.AddSingleton<FileOpener>(path => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0));
        builder.Services.AddSingleton<TermIndex>();
        builder.Services.AddSingleton<ProgressMeter>();
        if (options.IsPlain || Console.IsOutputRedirected) builder.Services.AddSingleton<IProgressView, PlainProgress>();
        else builder.Services.AddSingleton<IProgressView, LiveProgress>();

        // They stop in the reverse order, so that each is there as long as somebody may send to it.
        builder.Services.AddActors(actors =>
        {
            for (int number = 1; number <= options.Shards; number++)
                actors.Add<IndexShard>(IndexShard.NameOf(number), shard => shard.Mailbox = new BoundedMailbox(ShardCapacity));
            actors.Add<Tally>("tally", tally => tally.Mailbox = new BoundedMailbox(TallyCapacity));
            actors.Add<ReaderPool>("readers", pool =>
            {
                pool.Mailbox = new BoundedMailbox(PoolCapacity);
                pool.Children = ReaderPool.Strategy;
            });
            actors.Add<Walker>("walker");
        });

        builder.Services.AddSingleton<IndexRun>();
        builder.Services.AddHostedService(services => services.GetRequiredService<IndexRun>());
        return builder;
    }
}
