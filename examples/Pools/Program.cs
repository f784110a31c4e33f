using System.Collections.Concurrent;
using Actors;
using Actors.Mailboxes;
using Actors.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddSingleton<Tray>();
// Two printers, and one queue for both: whoever is free takes the next job. At most four wait.
builder.Services.AddActors(actors => actors.AddPool<Printer>("printers", size: 2, pool => pool.SharedMailbox = new BoundedMailbox(4)));
using var host = builder.Build();
await host.StartAsync();

var printers = (ActorPool<Printer>)host.Services.GetRequiredService<IActorRef<Printer>>();
var tray = host.Services.GetRequiredService<Tray>();

// A poster holds its printer until the ink is dry. The cards behind it do not wait for that: the other printer takes them.
var dry = new TaskCompletionSource();
Poster circus = new("circus", dry.Task), opera = new("opera", dry.Task);
await printers.TellAsync(circus);
for (int number = 1; number <= 8; number++) await printers.TellAsync(new Card(number));
await printers.AskWhenRoomAsync(new Ready());
Console.WriteLine($"One printer dries a poster, the other printed: {tray}");

// Now both are busy. Four cards wait, and who brings a fifth has to wait as well.
await printers.TellAsync(opera);
await opera.Begun.Task;
for (int number = 9; number <= 12; number++) await printers.TellAsync(new Card(number));
Task fifth = printers.TellAsync(new Card(13)).AsTask();
Console.WriteLine($"Both dry posters. Room for a fifth card: {fifth.IsCompleted}");

// One printer more begins at once with what waits.
printers.Resize(3);
await fifth;
await printers.AskWhenRoomAsync(new Ready());
Console.WriteLine($"A third printer came: {tray}");

// The host drains the pool: a poster that waits is still printed.
await printers.TellAsync(new Poster("ballet", dry.Task));
dry.SetResult();
await host.StopAsync();
Console.WriteLine($"Posters: {string.Join(", ", tray.Posters.Order())}");

public sealed record Card(int Number);
public sealed record Ready : IRequest<Ready, bool>;

public sealed record Poster(string Title, Task Dry)
{
    public TaskCompletionSource Begun { get; } = new();
}

/// <summary>What was printed.</summary>
public sealed class Tray
{
    public ConcurrentQueue<int> Cards { get; } = new();

    public ConcurrentQueue<string> Posters { get; } = new();

    public override string ToString() => string.Join(' ', Cards);
}

public sealed class Printer(Tray tray) : Actor, IHandle<Card>, IHandle<Poster>, IHandle<Ready, bool>
{
    public ValueTask HandleAsync(Card message, CancellationToken cancellationToken)
    {
        tray.Cards.Enqueue(message.Number);
        return default;
    }

    public async ValueTask HandleAsync(Poster message, CancellationToken cancellationToken)
    {
        message.Begun.SetResult();
        await message.Dry.WaitAsync(cancellationToken);
        tray.Posters.Enqueue(message.Title);
    }

    public ValueTask<bool> HandleAsync(Ready request, CancellationToken cancellationToken) => new(true);
}
