using System.Collections.Concurrent;
using Actors.Messaging;
using Channels.Atomics;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Local;

/// <summary>What an actor has beyond its cell once it uses it: children, a scope, a context, somebody who waits for its end, failures. An actor that uses none of it has none of it.</summary>
internal sealed class CellExtras
{
    // Made by whoever asks first, from any thread.
    private TaskCompletionSource? _started;
    private TaskCompletionSource<Terminated>? _stopped;

    // Made by the turn; read by accounts and by the timer's thread.
    private Toolbox? _tools;

    // Made by whoever watches or links first, from any thread.
    private WatchSet? _watches;

    // Made by whoever first wants to hear of the end, from any thread.
    private EndListeners? _listeners;

    // Made by the turn or by its supervisor, whoever comes first; taken away by the turn.
    private Interlude? _interlude;

    // What the mailbox would not keep of what the actor's own machinery sent; made by whoever comes with the first, from any thread.
    private ConcurrentQueue<Envelope>? _rescued;

    // The first failure that a child escalated since the actor last looked; written by children's turns.
    private Exception? _escalated;

    // Written by the actor's turn, by reason; read by accounts.
    private long[]? _undelivered;

    // 1 once the ledger has the cell's figures; moved under the ledger's gate.
    private int _isEntered;

    // Written by the actor's turn before the mailbox is closed; read by others after it.
    private StopReason? _reason;
    private Exception? _error;

    // Written by the turn while a hook awaits; read by who kills.
    private KillSwitch? _killSwitch;

    // 1 once somebody has killed the actor; by any thread.
    private int _isKilled;

    // 1 once all that the end brings has happened, and those who watch are told; 2 when they have been, and those who wait
    // for it may go on.
    private int _hasEnded;

    // Made when a handler first awaits an Ask; by compare-and-swap, since one that awaits several may go on in two places.
    private AskWaits? _askWaits;

    // Made by the actor's turn when it first defers an answer.
    public OwedReplies? OwedReplies { get; set; }

    public AskWaits AskWaits => Atomic.Read(ref _askWaits) ?? Atomic.CompareExchange(ref _askWaits, new AskWaits(), null) ?? _askWaits!;

    public AskWaits? AskWaitsIfAny => Atomic.Read(ref _askWaits);

    /// <summary>Why the actor ended; null while it has not begun to. Asked for once its mailbox is closed.</summary>
    public (StopReason? Reason, Exception? Error) End => (_reason, _error);

    public LocalActorContext? Context { get; set; }

    public ChildSet? Children { get; set; }

    /// <summary>Whether the time for children is over although there never was one; the turn's.</summary>
    public bool TakesNoChildren { get; set; }

    /// <summary>What the actor uses inside its lives. Made by the turn, or with the cell; read by others, too.</summary>
    public Toolbox? Tools
    {
        get => Atomic.Read(ref _tools);
        set => Atomic.Write(ref _tools, value!);
    }

    /// <summary>What it takes from the inbox that it shares with its siblings, if they share one; set with the cell.</summary>
    public InboxShare? Share { get; set; }

    public SupervisorStrategy? ChildStrategy { get; set; }

    /// <summary>How its supervisor treats it, if not as others.</summary>
    public ChildPolicy? Policy { get; set; }

    /// <summary>Made at the first failure of an actor whose messages are handled again.</summary>
    public MessageRetry? Retry { get; set; }

    /// <summary>Made at the first restart that has to wait.</summary>
    public BackoffCount? Backoff { get; set; }

    /// <summary>Where its turn waits between two instances; null while it has one.</summary>
    public Interlude? Interlude => Atomic.Read(ref _interlude);

    public IServiceScope? Scope { get; set; }

    public int Faulted { get; set; }

    public int Restarts { get; set; }

    public TaskCompletionSource Started => Atomic.Read(ref _started) ?? Make(ref _started, new(TaskCreationOptions.RunContinuationsAsynchronously));

    public TaskCompletionSource<Terminated> Stopped => Atomic.Read(ref _stopped) ?? Make(ref _stopped, new(TaskCreationOptions.RunContinuationsAsynchronously));

    /// <summary>Messages of the actor's own machinery that were taken back before it came to them: as if they had never been sent. Written by the turn, read by accounts.</summary>
    public int Withdrawn { get; set; }

    /// <summary>The handlers' own token, if they have one; made with the cell.</summary>
    public CancellationTokenSource? Cancellation { get; set; }

    /// <summary>What a kill did not wait for; the turn's.</summary>
    public Task? Abandoned { get; set; }

    public KillSwitch? KillSwitch
    {
        get => Atomic.Read(ref _killSwitch);
        // A full fence: pairs with TryKill, see KillSwitch.
        set => Atomic.Exchange(ref _killSwitch, value);
    }

    public bool IsKilled => Atomic.Read(ref _isKilled) != 0;

    /// <summary>True for who kills first. A full fence: the killer then looks for what there is to abandon.</summary>
    public bool TryKill() => Atomic.Exchange(ref _isKilled, 1) == 0;

    public bool HasWatches => Atomic.Read(ref _watches) is not null;

    public bool HasEnded => Atomic.Read(ref _hasEnded) != 0;

    public EndListeners Listeners => Atomic.Read(ref _listeners) ?? Make(ref _listeners, new EndListeners());

    public bool HasRescued => Atomic.Read(ref _rescued) is { IsEmpty: false };

    public void Rescue(Envelope envelope) => (Atomic.Read(ref _rescued) ?? Make(ref _rescued, new())).Enqueue(envelope);

    public bool TryTakeRescued(out Envelope envelope)
    {
        envelope = default;
        return Atomic.Read(ref _rescued)?.TryDequeue(out envelope) == true;
    }

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

    public WatchSet WatchesOf(ActorCell cell) => Atomic.Read(ref _watches) ?? Make(ref _watches, new WatchSet(cell));

    /// <summary>Lets children in, for a life that begins.</summary>
    public void OpenChildren()
    {
        TakesNoChildren = false;
        Children?.Open();
    }

    /// <summary>Says why the actor is about to end; the first reason is the one.</summary>
    public void EndBecause(StopReason reason, Exception? error = null)
    {
        if (_reason is not null) return;
        _reason = reason;
        _error = error;
    }

    /// <summary>Why the actor ended; asked for after it has.</summary>
    public Terminated EndOf(ActorCell cell) => new(cell.Self, _reason ?? StopReason.Stopped, _error);

    /// <summary>From now on who comes to wait for the end finds that it is over. Pairs with the looks in TellStopped's callers and in WatchSet, after they have made known that they wait.</summary>
    public void Announce() => Atomic.Exchange(ref _hasEnded, 1);

    /// <summary>Those who watch have been told: from now on who waits for the end goes on. Pairs as above.</summary>
    public void AnnounceTold() => Atomic.Exchange(ref _hasEnded, 2);

    /// <summary>Tells those who wait for the end, and those who still waited for the start; not before those who watch were told.</summary>
    public void TellStopped(ActorCell cell)
    {
        // Whoever comes in between is told by the turn.
        if (Atomic.Read(ref _hasEnded) != 2) return;
        if (Atomic.Read(ref _started) is { Task.IsCompleted: false })
            TellStarted(_error as ActorStartException ?? (Exception)new ActorStoppedException(cell.Path, $"{cell.Path} has stopped, or was stopped before it started."));
        Atomic.Read(ref _listeners)?.Tell(cell.Self);
        Atomic.Read(ref _stopped)?.TrySetResult(EndOf(cell));
    }

    public void Escalate(Exception error) => Atomic.CompareExchange(ref _escalated, error, null);

    public Exception? TakeEscalated() => Atomic.Exchange(ref _escalated, null);

    public bool AnyUndelivered => _undelivered is not null;

    public long UndeliveredInAll => Atomic.Read(ref _undelivered)?.Sum() ?? 0;

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

    // A full fence, as is raising a signal: who raises one then looks for an interlude, the turn has one and then looks for
    // signals. One of the two sees the other.
    public Interlude EnterInterlude()
    {
        if (Atomic.Read(ref _interlude) is { } interlude) return interlude;
        Interlude fresh = new();
        return Atomic.CompareExchange(ref _interlude, fresh, null) ?? fresh;
    }

    public void LeaveInterlude() => Atomic.Exchange(ref _interlude, null);

    public bool IsEntered => Atomic.Read(ref _isEntered) != 0;

    /// <summary>True for the first call: a cell that was abandoned and then ends after all is counted once.</summary>
    public bool TryEnter() => Atomic.Exchange(ref _isEntered, 1) == 0;

    private static T Make<T>(ref T? field, T fresh)
        where T : class => Atomic.CompareExchange(ref field, fresh, null) ?? fresh;
}
