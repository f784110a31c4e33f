namespace Actors.Testing;

/// <summary>Faults at chosen messages. Messages of an actor are counted from 1, over all its lives.</summary>
public sealed class SimulationFaults
{
    private readonly List<Func<ActorPath, object, int, Fault?>> _rules = [];
    private readonly Dictionary<ActorPath, int> _counts = [];
    private readonly Random _random;
    private readonly TimeProvider _time;

    internal SimulationFaults(Random random, TimeProvider time)
    {
        _random = random;
        _time = time;
    }

    /// <summary>The <paramref name="nth"/> message of the actor throws instead of being handled, and so the actor fails and is restarted, or whatever its supervisor decides.</summary>
    /// <param name="actor">Which actor: <c>/orders</c>.</param>
    /// <param name="nth">Which of its messages, from 1.</param>
    /// <param name="error">What is thrown; a <see cref="SimulatedFaultException"/> unless given.</param>
    public void ThrowAt(string actor, int nth, Exception? error = null) => At(actor, nth, new Fault(FaultKind.Throw, error, default));

    /// <summary>The <paramref name="nth"/> message of the actor is handled later; the actor waits for it.</summary>
    public void DelayAt(string actor, int nth, TimeSpan by) => At(actor, nth, new Fault(FaultKind.Delay, null, by));

    /// <summary>The <paramref name="nth"/> message of the actor is not handled: it becomes a dead letter, and an Ask ends.</summary>
    public void DropAt(string actor, int nth) => At(actor, nth, new Fault(FaultKind.Drop, null, default));

    /// <summary>Every message that <paramref name="policy"/> says so of is not handled.</summary>
    public void DropIf(Func<ActorPath, object, bool> policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        _rules.Add((actor, message, _) => policy(actor, message) ? new Fault(FaultKind.Drop, null, default) : null);
    }

    /// <summary>Each message throws with this probability, chosen by the seed.</summary>
    /// <param name="probability">From 0 to 1.</param>
    public void ThrowRandomly(double probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(probability);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(probability, 1);
        _rules.Add((_, _, _) => _random.NextDouble() < probability ? new Fault(FaultKind.Throw, null, default) : null);
    }

    /// <summary>Each message is handled later by up to this time, chosen by the seed.</summary>
    public void DelayRandomly(TimeSpan atMost)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atMost, TimeSpan.Zero);
        _rules.Add((_, _, _) => new Fault(FaultKind.Delay, null, atMost * _random.NextDouble()));
    }

    internal async ValueTask ApplyAsync(ActorPath actor, object message, Func<ValueTask> handle)
    {
        int nth = _counts[actor] = _counts.GetValueOrDefault(actor) + 1;
        foreach (Func<ActorPath, object, int, Fault?> rule in _rules)
        {
            switch (rule(actor, message, nth))
            {
                case { Kind: FaultKind.Throw, Error: var error }:
                    throw error ?? new SimulatedFaultException(actor, nth);
                case { Kind: FaultKind.Drop }:
                    return;
                case { Kind: FaultKind.Delay, By: var by }:
                    // Comes back here, where turns run.
                    await Task.Delay(by, _time).ConfigureAwait(true);
                    break;
            }
        }

        await handle().ConfigureAwait(true);
    }

    private void At(string actor, int nth, Fault fault)
    {
        ArgumentException.ThrowIfNullOrEmpty(actor);
        ArgumentOutOfRangeException.ThrowIfLessThan(nth, 1);
        _rules.Add((path, _, count) => path.Value == actor && count == nth ? fault : null);
    }

    private enum FaultKind
    {
        Throw,
        Delay,
        Drop,
    }

    private sealed record Fault(FaultKind Kind, Exception? Error, TimeSpan By);
}
