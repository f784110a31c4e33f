using Actors.Messaging;
using Channels.Waiting;

namespace Actors.Testing;

/// <summary>Runs everything on one thread, one item at a time, each chosen by the seed from all that could run next.</summary>
internal sealed class SimulationScheduler : SynchronizationContext, IActorScheduler
{
    private readonly Random _random;
    private readonly SimulationTrace _trace;
    private readonly int _thread = Environment.CurrentManagedThreadId;

    // Guards the two fields after it: work may come from a foreign thread, lawfully while the system starts or stops,
    // else as an escape that fails the test.
    private readonly object _gate = new();
    private readonly List<(object What, Action Run)> _ready = [];
    private string? _escape;

    public SimulationScheduler(Random random, SimulationTrace trace)
    {
        _random = random;
        _trace = trace;
    }

    /// <summary>Whether work from other threads is an escape.</summary>
    public bool IsStrict { get; set; }

    /// <summary>How the first piece of work escaped; null if none did.</summary>
    public string? Escape
    {
        get
        {
            lock (_gate) return _escape;
        }
    }

    public void Schedule(Runnable runnable, bool goesLast) => Add(runnable, runnable.Run);

    public override void Post(SendOrPostCallback d, object? state) => Add("a continuation", () => d(state));

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs one item; false if there is none.</summary>
    public bool RunOne()
    {
        object what;
        Action run;
        lock (_gate)
        {
            if (_ready.Count == 0) return false;
            int chosen = _random.Next(_ready.Count);
            _trace.Choose(chosen, _ready.Count);
            (what, run) = _ready[chosen];
            _ready.RemoveAt(chosen);
        }

        _trace.Add($"run {what}");
        Inside(run);
        return true;
    }

    /// <summary>Runs something as if it were an item: what it awaits comes back here.</summary>
    public void Inside(Action run)
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        try
        {
            run();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Waits for work from another thread, while that is lawful, or for the end of what makes it.</summary>
    public void AwaitForeign(Task maker, TimeSpan patience)
    {
        lock (_gate)
        {
            if (_ready.Count == 0 && !maker.IsCompleted) Monitor.Wait(_gate, patience);
        }
    }

    /// <summary>Ends a wait for work from another thread.</summary>
    public void StopAwaiting()
    {
        lock (_gate) Monitor.PulseAll(_gate);
    }

    private void Add(object what, Action run)
    {
        lock (_gate)
        {
            if (IsStrict && Environment.CurrentManagedThreadId != _thread)
            {
                _escape ??= $"Work escaped from the simulation: {what} was continued on another thread. Something it awaits uses Task.Run, ConfigureAwait(false) or a clock of its own.\n{Environment.StackTrace}";
            }

            _ready.Add((what, run));
            Monitor.PulseAll(_gate);
        }
    }
}
