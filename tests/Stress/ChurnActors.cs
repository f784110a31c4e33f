using Actors;

namespace Stress;

internal sealed record Tick;

internal sealed record Rear : IRequest<Rear, int>;

/// <summary>Holds a timer; dies young.</summary>
internal sealed class Mayfly : Actor, IHandle<Ping, int>, IHandle<Hurt>, IHandle<Tick>
{
    public ValueTask<int> HandleAsync(Ping request, CancellationToken cancellationToken) => new(1);

    public ValueTask HandleAsync(Hurt message, CancellationToken cancellationToken) => throw message.Error;

    public ValueTask HandleAsync(Tick message, CancellationToken cancellationToken) => default;

    protected override ValueTask OnStartAsync(CancellationToken cancellationToken)
    {
        this.StartPeriodicTimer("tick", new Tick(), TimeSpan.FromHours(1));
        return default;
    }
}

/// <summary>Rears three that it watches, one of which fails and takes the others along; they end with it.</summary>
internal sealed class Brood : Actor, IHandle<Rear, int>, IHandle<Terminated>
{
    public const int Size = 3;

    public async ValueTask<int> HandleAsync(Rear request, CancellationToken cancellationToken)
    {
        IActorRef<Mayfly>[] young = [.. Enumerable.Range(0, Size).Select(number => Context.Spawn(() => new Mayfly(), $"young-{number}"))];
        foreach (IActorRef<Mayfly> one in young) this.Watch(one);
        young[0].Tell(new Hurt(new SoakException("planned")));
        int alive = 0;
        foreach (IActorRef<Mayfly> one in young) alive += await one.AskAsync(new Ping(), cancellationToken);
        return alive;
    }

    public ValueTask HandleAsync(Terminated message, CancellationToken cancellationToken) => default;
}
