namespace Actors.Tests.Faults;

/// <summary>Starts so many timers that are due after a time; with a period, each of them again and again.</summary>
internal sealed record Sleep(int Timers, TimeSpan Due, TimeSpan? Period = null) : IRequest<Sleep, int>;

/// <summary>How often a timer has rung.</summary>
internal sealed record CountRings : IRequest<CountRings, int>;

/// <summary>An actor with timers.</summary>
internal sealed class Sleeper : Actor, IHandle<Sleep, int>, IHandle<CountRings, int>, IHandle<Sleeper.Ring>, IHandle<IdleTimeout>
{
    private int _rings;

    public ValueTask<int> HandleAsync(Sleep request, CancellationToken cancellationToken)
    {
        for (int number = 0; number < request.Timers; number++)
        {
            if (request.Period is { } period) this.StartPeriodicTimer(number, Ring.Instance, request.Due, period);
            else this.StartTimer(number, Ring.Instance, request.Due);
        }

        return new(request.Timers);
    }

    public ValueTask<int> HandleAsync(CountRings request, CancellationToken cancellationToken) => new(_rings);

    public ValueTask HandleAsync(Ring message, CancellationToken cancellationToken)
    {
        _rings++;
        return default;
    }

    public ValueTask HandleAsync(IdleTimeout message, CancellationToken cancellationToken) => default;

    protected override ValueTask OnStartAsync(CancellationToken cancellationToken)
    {
        // Never, and no reason to fail.
        this.SetIdleTimeout(TimeSpan.MaxValue);
        return default;
    }

    internal sealed class Ring
    {
        public static readonly Ring Instance = new();
    }
}
