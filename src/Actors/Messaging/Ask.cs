using Channels.Atomics;
using Channels.Waiting;

namespace Actors.Messaging;

/// <summary>
/// A request on its way and the wait for its reply in one object, used again: what lies in the mailbox, what the asker
/// awaits, and what the timeout ends.
/// </summary>
/// <remarks>
/// Two sides hold it, the asker until it has collected the result and the actor until it is done with the request; it
/// goes back to the pool when both let go. So neither can meet it in a later life, and a reply that comes late finds it
/// ended and is dropped. Moves of the state, whose upper bits count the lives:
/// <code>
/// by       from      to
/// asker    Idle      Pending    begins
/// anyone   Pending   Ended      reply, fault, timeout, cancellation or drop, whichever is first, and completes the wait
/// last     Ended     Idle       of a later life, back to the pool
/// </code>
/// </remarks>
internal abstract partial class Ask : Waiter
{
    private const int Idle = 0;
    private const int Pending = 1;
    private const int Ended = 2;
    private const int Phase = 3;
    private const int NextLife = 4;

    private int _state;

    private bool _isRegistered;

    private AskRegistry? _registry;
    private IAskParty? _target;
    private TimeSpan _timeout;

    // When it times out, in the registry's milliseconds. Written before the state becomes Pending.
    private long _deadline;

    // The asker's own.
    private CancellationTokenRegistration _registration;

    // Whether it ends when the registry's handlers have to. Written by the asker, read by the registry.
    private bool _endsWithHandlers;

    // Written by whoever ended it, before the wait is completed.
    private Exception? _error;
    private CancellationToken _cancelled;

    /// <summary>What was asked.</summary>
    public object Request { get; private set; } = null!;

    public AskRegistry Registry => _registry!;

    public TimeSpan Timeout => _timeout;

    /// <summary>Who was asked; null between two lives.</summary>
    public string? TargetName => Target?.Name;

    /// <summary>Tells this life from earlier and later ones.</summary>
    public int Life => Atomic.Read(ref _state) & ~Phase;

    /// <summary>Whether the asker still waits.</summary>
    public bool IsWaiting => (Atomic.Read(ref _state) & Phase) == Pending;

    public long Deadline => Atomic.Read(ref _deadline);

    /// <summary>Whether the registry's sweep knows it; written under the registry's gate.</summary>
    public bool IsRegistered
    {
        get => Atomic.Read(ref _isRegistered);
        set => Atomic.Write(ref _isRegistered, value);
    }

    /// <summary>Begins: from now on it can time out.</summary>
    protected void BeginLife(AskRegistry registry, IAskParty target, object request, TimeSpan timeout)
    {
        if (!ReferenceEquals(_registry, registry)) _registry?.Forget(this);
        _registry = registry;
        _target = target;
        _timeout = timeout;
        Request = request;
        registry.Ledger.CountAsked();
        Atomic.Write(ref _deadline, registry.DeadlineOf(timeout));
        Atomic.Write(ref _holders, 2);
        // A full fence: the registry's sweep looks at the state and then at its own plans, we the other way round.
        Atomic.Exchange(ref _state, (_state & ~Phase) | Pending);
        registry.Watch(this);
    }

    /// <summary>Ends it when the token is cancelled; by the asker, before it hands out the wait.</summary>
    public void EndOn(CancellationToken cancellationToken)
    {
        if (cancellationToken != _registry!.HandlerToken)
        {
            _registration = cancellationToken.UnsafeRegister(static (self, token) => ((Ask)self!).Cancel(token), this);
            return;
        }

        // What handlers pass on: the registry, which knows all Asks, is told once for all of them. A full fence between
        // the flag and the look at the token; the registry finds the token cancelled and then looks at the flags.
        Atomic.Write(ref _endsWithHandlers, true);
        Atomic.Fence();
        if (cancellationToken.IsCancellationRequested) Cancel(cancellationToken);
    }

    /// <summary>Whether the asker still waits, in this life.</summary>
    public bool IsWaitingIn(int life) => Atomic.Read(ref _state) == (life | Pending);

    /// <summary>Ends it with an exception for the asker; false if it had ended.</summary>
    public bool TryFail(Exception error, AskOutcome outcome) => TryFail(Life, error, outcome);

    /// <summary>The same for who may be late: false as well if it has gone on to another life.</summary>
    public bool TryFail(int life, Exception error, AskOutcome outcome)
    {
        if (!TryEnd(life)) return false;
        _error = error;
        _registry!.Ledger.Count(outcome);
        Complete();
        return true;
    }

    /// <summary>Ends it if its time is over; by the registry's sweep, which may meet it in any life.</summary>
    /// <param name="registry">Whose sweep it is: an Ask that has gone on to another system has a deadline by another clock.</param>
    /// <param name="now">The time of that registry.</param>
    public void EndIfLate(AskRegistry registry, long now)
    {
        int state = Atomic.Read(ref _state);
        // The life is part of the state: if registry or deadline belong to a later one, the exchange fails.
        if ((state & Phase) != Pending || !ReferenceEquals(Atomic.Read(ref _registry), registry) || Deadline > now) return;
        if (Atomic.CompareExchange(ref _state, (state & ~Phase) | Ended, state) != state) return;
        _error = Atomic.Read(ref _target)!.TimedOut(this);
        registry.Ledger.Count(AskOutcome.TimedOut);
        Complete();
    }

    /// <summary>Ends it if its asker passed on the token of handlers; by the registry, which may meet it in any life.</summary>
    public void EndWithHandlers(AskRegistry registry)
    {
        int state = Atomic.Read(ref _state);
        // As in EndIfLate: if the flag belongs to a later life, the exchange fails.
        if ((state & Phase) != Pending || !Atomic.Read(ref _endsWithHandlers) || !ReferenceEquals(Atomic.Read(ref _registry), registry)) return;
        if (TryEnd(state & ~Phase)) CompleteCancelled(registry.HandlerToken);
    }

    private void Recycle()
    {
        _target = null;
        _endsWithHandlers = false;
        _isDeferred = false;
        Request = null!;
        _error = null;
        _cancelled = default;
        Clear();
        Atomic.Write(ref _state, ((_state & ~Phase) + NextLife) | Idle);
        // Where the pool is full it is left to the collector, and the registry's next sweep lets go of it.
        Pool();
    }

    /// <summary>Takes the right to end it; false if somebody else has.</summary>
    protected bool TryEnd(int life) => Atomic.CompareExchange(ref _state, life | Ended, life | Pending) == (life | Pending);

    /// <summary>Ends the asker's wait; throws what ended it, if it was no reply. The caller lets go afterwards.</summary>
    protected void End(short token, out Exception? error)
    {
        // Throws for a token of an earlier life, before that could take the present one's registration away.
        _ = IsPending(token);
        // Waits for a callback that is running, so that none of this life can reach the next.
        Interleave.Dispose(_registration);
        _registration.Dispose();
        _registration = default;
        if (_asker is not null) StopAwaiting();
        EndRound(token);
        error = _error ?? (_cancelled.IsCancellationRequested ? new OperationCanceledException(_cancelled) : null);
    }

    protected bool IsFailed => _error is not null;

    protected bool IsCancelled => _cancelled.IsCancellationRequested;

    /// <summary>Forgets the reply.</summary>
    protected abstract void Clear();

    /// <summary>Goes back to the pool, if there is room.</summary>
    protected abstract void Pool();

    protected override void QueueContinuation() => _registry!.Scheduler.Schedule(this, goesLast: false);

    private void Cancel(CancellationToken cancellationToken)
    {
        // Only while this life is registered with the token: see End.
        if (TryEnd(Life)) CompleteCancelled(cancellationToken);
    }

    private void CompleteCancelled(CancellationToken cancellationToken)
    {
        _cancelled = cancellationToken;
        _registry!.Ledger.Count(AskOutcome.Cancelled);
        Complete();
    }
}
