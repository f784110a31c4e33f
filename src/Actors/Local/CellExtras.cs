using Channels.Atomics;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Local;

/// <summary>What an actor has beyond its cell once it uses it: children, a scope, a context, somebody who waits for its end, failures. An actor that uses none of it has none of it.</summary>
internal sealed class CellExtras
{
    // Made by whoever asks first, from any thread.
    private TaskCompletionSource? _started;
    private TaskCompletionSource? _stopped;

    // Replaced as a whole by compare-and-swap, from any thread; taken by whoever tells them.
    private IEndListener[]? _listeners;

    // The first failure that a child escalated since the actor last looked; written by children's turns.
    private Exception? _escalated;

    // Written by the actor's turn, by reason; read by accounts.
    private long[]? _undelivered;

    // 1 once the ledger has the cell's figures.
    private int _isEntered;

    public LocalActorContext? Context { get; set; }

    public ChildSet? Children { get; set; }

    public SupervisorStrategy? ChildStrategy { get; set; }

    public IServiceScope? Scope { get; set; }

    public int Faulted { get; set; }

    public int Restarts { get; set; }

    public TaskCompletionSource Started => Atomic.Read(ref _started) ?? Make(ref _started);

    public TaskCompletionSource Stopped => Atomic.Read(ref _stopped) ?? Make(ref _stopped);

    public IServiceScope? TakeScope()
    {
        IServiceScope? scope = Scope;
        Scope = null;
        return scope;
    }

    /// <summary>Tells those who wait for the start; with an error, that there was none.</summary>
    public void TellStarted(Exception? error)
    {
        if (Atomic.Read(ref _started) is not { } started) return;
        if (error is null) started.TrySetResult();
        // Looked at here once: that nobody waits any more is no unobserved exception.
        else if (started.TrySetException(error)) _ = started.Task.Exception;
    }

    /// <summary>Tells those who wait for the end, and those who still waited for the start.</summary>
    public void TellStopped(ActorCell cell)
    {
        if (Atomic.Read(ref _started) is { Task.IsCompleted: false })
            TellStarted(new ActorStoppedException(cell.Path, $"{cell.Path} was stopped before it started."));
        TellListeners(cell);
        Atomic.Read(ref _stopped)?.TrySetResult();
    }

    public void AddListener(IEndListener listener)
    {
        while (true)
        {
            IEndListener[]? before = Atomic.Read(ref _listeners);
            if (ReferenceEquals(Atomic.CompareExchange(ref _listeners, before is null ? [listener] : [.. before, listener], before), before)) return;
        }
    }

    public void RemoveListener(IEndListener listener)
    {
        while (Atomic.Read(ref _listeners) is { } before && Array.IndexOf(before, listener) is >= 0 and var at)
        {
            if (ReferenceEquals(Atomic.CompareExchange(ref _listeners, [.. before[..at], .. before[(at + 1)..]], before), before)) return;
        }
    }

    /// <summary>Tells each listener once; from any thread, after the end.</summary>
    public void TellListeners(ActorCell cell)
    {
        foreach (IEndListener listener in Atomic.Exchange(ref _listeners, null) ?? []) listener.OnEnded(cell.Self);
    }

    public void Escalate(Exception error) => Atomic.CompareExchange(ref _escalated, error, null);

    public Exception? TakeEscalated() => Atomic.Exchange(ref _escalated, null);

    public bool AnyUndelivered => _undelivered is not null;

    public void CountUndelivered(DeadLetterReason reason, long count) =>
        (_undelivered ??= new long[Enum.GetValues<DeadLetterReason>().Length])[(int)reason] += count;

    public Dictionary<DeadLetterReason, long> Undelivered()
    {
        Dictionary<DeadLetterReason, long> byReason = [];
        long[] counts = _undelivered ?? [];
        for (int reason = 0; reason < counts.Length; reason++)
        {
            if (counts[reason] != 0) byReason[(DeadLetterReason)reason] = counts[reason];
        }

        return byReason;
    }

    public bool IsEntered => Atomic.Read(ref _isEntered) != 0;

    /// <summary>True for the first call: a cell that was abandoned and then ends after all is counted once.</summary>
    public bool TryEnter() => Atomic.Exchange(ref _isEntered, 1) == 0;

    private static TaskCompletionSource Make(ref TaskCompletionSource? field)
    {
        TaskCompletionSource fresh = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return Atomic.CompareExchange(ref field, fresh, null) ?? fresh;
    }
}
