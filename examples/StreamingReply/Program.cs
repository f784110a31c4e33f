using System.Runtime.CompilerServices;
using Actors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

// A journal answers with its entries one by one. The reader is slower than the journal, and takes only the first few:
// the journal makes no more of them than there is room for on the way.
var builder = Host.CreateApplicationBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddActors(actors => actors.Add<Journal>("journal"));
using var host = builder.Build();
await host.StartAsync();

var journal = host.Services.GetRequiredService<IActorRef<Journal>>();
for (int number = 1; number <= 1000; number++) journal.Tell(new Write($"entry {number}"));

int read = 0;
await foreach (string entry in journal.AskStream(new ReadAll(), capacity: 4))
{
    Console.WriteLine(entry);
    if (++read == 3) break;
}

int made = await journal.AskAsync(new GetMade());
Console.WriteLine(made <= 3 + 4 + 1 ? "The journal made no more than there was room for." : $"The journal made {made} entries.");
await host.StopAsync();

public sealed record Write(string Text);
public sealed record ReadAll : IStreamRequest<ReadAll, string>;
public sealed record GetMade : IRequest<GetMade, int>;

public sealed class Journal : Actor, IHandle<Write>, IHandleStream<ReadAll, string>, IHandle<GetMade, int>
{
    private readonly List<string> _entries = [];
    private int _made;

    public ValueTask HandleAsync(Write message, CancellationToken cancellationToken)
    {
        _entries.Add(message.Text);
        return default;
    }

    // Runs in the actor's turn, as far ahead of the reader as the capacity allows; ends when the reader leaves.
    public async IAsyncEnumerable<string> HandleAsync(ReadAll request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (string entry in _entries)
        {
            _made++;
            yield return entry;
            await Task.Yield();
        }
    }

    public ValueTask<int> HandleAsync(GetMade request, CancellationToken cancellationToken) => new(_made);
}
