using Actors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddActors(actors => actors.Add<Counter>("counter"));
using var host = builder.Build();
await host.StartAsync();

var counter = host.Services.GetRequiredService<IActorRef<Counter>>();
counter.Tell(new Increment(5));
Console.WriteLine($"The count is {await counter.AskAsync(new GetCount())}.");
await host.StopAsync();

public sealed record Increment(int By);
public sealed record GetCount : IRequest<GetCount, int>;

public sealed class Counter : Actor, IHandle<Increment>, IHandle<GetCount, int>
{
    private int _count;

    public ValueTask HandleAsync(Increment message, CancellationToken cancellationToken)
    {
        _count += message.By;
        return default;
    }

    public ValueTask<int> HandleAsync(GetCount request, CancellationToken cancellationToken) => new(_count);
}
