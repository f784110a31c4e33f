using Actors;
using Actors.Mailboxes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddActors(_ => { });
using var host = builder.Build();
await host.StartAsync();
var system = host.Services.GetRequiredService<IActorSystem>();

// The printer has room for three pages. Until it is warm it takes none, so there is no room for a fourth.
var warm = new TaskCompletionSource();
var printer = system.Spawn(() => new Printer(warm.Task), "printer", new SpawnOptions { Mailbox = new BoundedMailbox(3) });
for (int page = 1; page <= 4; page++) Console.WriteLine($"page {page}: {printer.TryTell(new Print(page))}");

// Who awaits TellAsync is as quick as the printer, and no quicker.
var producer = ProduceAsync(printer, from: 4, to: 20);
Console.WriteLine($"The producer waits: {!producer.IsCompleted}");
warm.SetResult();
await producer;

// A request waits for room in the same line.
var pages = await printer.AskWhenRoomAsync(new GetPrinted());
Console.WriteLine($"Printed in order: {string.Join(' ', pages)}");
Console.WriteLine($"Never more than {system.GetAccount().Actors.Single(account => account.Actor == printer.Path).HighWater} waited.");

// A display shows the present, so its mailbox drops what is old, and whoever tells it never waits.
var plugged = new TaskCompletionSource();
var display = system.Spawn(() => new Display(plugged.Task), "display", new SpawnOptions { Mailbox = new BoundedMailbox(2, MailboxFullMode.DropOldest) });
for (int degrees = 18; degrees <= 22; degrees++) display.Tell(new Show(degrees));
plugged.SetResult();
await display.StopAsync();
var dropped = system.GetAccount().Actors.Single(account => account.Actor == display.Path).Undelivered;
Console.WriteLine($"The display dropped {dropped[DeadLetterReason.DroppedOldest]}.");
await host.StopAsync();

static async Task ProduceAsync(IActorRef<Printer> printer, int from, int to)
{
    for (int page = from; page <= to; page++) await printer.TellAsync(new Print(page));
}

public sealed record Print(int Page);

public sealed record GetPrinted : IRequest<GetPrinted, IReadOnlyList<int>>;

public sealed record Show(int Degrees);

public sealed class Printer(Task warm) : Actor, IHandle<Print>, IHandle<GetPrinted, IReadOnlyList<int>>
{
    private readonly List<int> _printed = [];

    protected override ValueTask OnStartAsync(CancellationToken cancellationToken) => new(warm.WaitAsync(cancellationToken));

    public async ValueTask HandleAsync(Print message, CancellationToken cancellationToken)
    {
        await Task.Delay(5, cancellationToken);
        _printed.Add(message.Page);
    }

    public ValueTask<IReadOnlyList<int>> HandleAsync(GetPrinted request, CancellationToken cancellationToken) => new([.. _printed]);
}

public sealed class Display(Task plugged) : Actor, IHandle<Show>
{
    protected override ValueTask OnStartAsync(CancellationToken cancellationToken) => new(plugged.WaitAsync(cancellationToken));

    public ValueTask HandleAsync(Show message, CancellationToken cancellationToken)
    {
        Console.WriteLine($"It is {message.Degrees} degrees.");
        return default;
    }
}
