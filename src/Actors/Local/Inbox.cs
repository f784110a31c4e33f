using System.Runtime.CompilerServices;
using Actors.Messaging;
using Channels;
using Channels.Atomics;
using Channels.Waiting;

namespace Actors.Local;

/// <summary>
/// Step 3 of a message's path: the mailbox. Senders append under a gate of one word; the actor takes all that waits at
/// once, so a busy one touches what it shares with them once a batch, and not once a message.
/// </summary>
/// <remarks>
/// The first message has a place of its own: an actor that is sent one at a time makes no array. Who appends while the
/// actor sleeps takes the duty to wake it under the same gate, so no wake-up is lost and none is doubled. Mailboxes of
/// other kinds than the unbounded have a <see cref="GuardedQueue"/> under that gate instead.
/// </remarks>
internal abstract partial class Inbox(ActorCell cell, GuardedQueue? queue) : Runnable
{
    // Flags. Who posts asks for all of them at once.
    private const int Plain = 0;
    private protected const int Closed = 1;
    private const int Guarded = 2;

    // How far the turn is with the message in the first place.
    private const int Waits = 0;
    private const int IsHandled = 1;
    private const int IsDone = 2;

    // All below is guarded by the gate, unless it says otherwise.
    private GateWord _gate;
    private protected int _flags = queue is null ? Plain : Guarded;

    // How many wait here; not those that were taken into the backlog. Read by the turn outside the gate: what it sees there
    // only grows until it takes all of it.
    private int _count;

    // What the count was when the last block was added: messages from there on lie in it.
    private int _tailBegan = 1;

    // Written by the sender that finds nothing here; from then until the count is 0 again it is the turn's.
    private EnvelopePlace _first;

    // Moved by the turn, outside the gate: the first counts until the turn takes what is behind it, or goes to sleep.
    private int _firstState;
    private EnvelopeBlock? _head;
    private EnvelopeBlock? _tail;

    // Whether a turn runs, awaits or is scheduled. An actor that was not launched yet is not to be woken by messages.
    private protected bool _isAwake = true;

    // How many were ever taken from here.
    private long _taken;

    // The most that waited when a turn began, or the capacity if a sender found no room. Raised by both, outside the gate:
    // a race between them loses a figure, not a message.
    private protected int _highWater;

    // Whether the message that was taken from a guarded queue is being handled. Lowered by the turn, outside the gate.
    private bool _isHandling;

    private protected readonly GuardedQueue? _queue = queue;

    // The turn's own; made with the first block.
    private Backlog? _backlog;

    public ActorCell Cell => cell;

    /// <summary>The most messages that wait at a time; <see langword="null"/> for no bound.</summary>
    public int? Capacity => _queue?.Capacity;

    /// <summary>How many messages wait; of about this moment.</summary>
    public int Count => Look().Waiting;

    /// <summary>How things stand; from any thread, exact while nobody sends and no turn runs.</summary>
    public InboxFigures Look()
    {
        Enter();
        long taken = _queue?.Gone ?? _taken;
        int here = _queue?.Count ?? _count;
        int left = _backlog?.Left ?? 0;
        int first = Atomic.Read(ref _firstState);
        bool isHandling = first == IsHandled || Atomic.Read(ref _isHandling) || _backlog is { IsHandling: true };
        Leave();
        return new InboxFigures(taken + here, here + left - (first == Waits ? 0 : 1), isHandling, _highWater);
    }

    /// <summary>Offers a message; from any thread.</summary>
    public WriteStatus Post(in Envelope envelope)
    {
        Enter();
        if (_flags != Plain) return PostElsewhere(envelope);

        int count = _count;
        if (count == 0)
        {
            _first.Put(envelope);
        }
        else
        {
            EnvelopeBlock? tail = _tail;
            int place = count - _tailBegan;
            if (tail is null || place >= tail.Size) return PostToNewBlock(envelope);
            tail.At(place).Put(envelope);
        }

        // Pairs with the read in TakeOrPark: who sees the count sees the first message.
        Atomic.Write(ref _count, count + 1);
        bool mustWake = !_isAwake;
        _isAwake = true;
        Leave();
        if (mustWake) Wake();
        return WriteStatus.Written;
    }

    /// <summary>Lets no more messages in, and tells senders that wait for room; what was accepted can still be taken. By the actor's turn.</summary>
    public void Close()
    {
        Enter();
        _flags |= Closed;
        RoomWaiter? waiting = _queue?.DismissAll();
        Leave();
        RoomWaiter.CompleteAll(waiting, WriteStatus.Closed);
    }

    /// <summary>Takes the duty to wake a sleeping actor; false if it is awake, or somebody else woke it. From any thread.</summary>
    public bool TryUnpark()
    {
        Enter();
        bool isMine = !_isAwake;
        _isAwake = true;
        Leave();
        return isMine;
    }

    /// <summary>Runs the actor, which sleeps. Called once after each time that it parked, on the thread of a sender.</summary>
    protected abstract void Wake();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected void Enter()
    {
        Interleave.Block(() => _gate.IsFree);
        _gate.Enter(this);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected void Leave() => _gate.Leave(this);

    /// <summary>There is no place left: adds a block, and begins again. Under the gate, which it leaves, so that nobody waits there for memory.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WriteStatus PostToNewBlock(in Envelope envelope)
    {
        int size = _tail is null ? EnvelopeBlock.SmallSize : EnvelopeBlock.SizeAfter(_tail.Size);
        Leave();
        EnvelopeBlock? fresh = BlockPool.Rent(size);
        Backlog? backlog = _backlog is null ? new Backlog() : null;
        Enter();
        _backlog ??= backlog;
        if (_tail is null)
        {
            // The actor may have come meanwhile, and taken everything.
            _head = _tail = fresh;
            _tailBegan = 1;
            fresh = null;
        }
        else if (_count - _tailBegan >= _tail.Size)
        {
            _tailBegan += _tail.Size;
            _tail.Next = fresh;
            _tail = fresh;
            fresh = null;
        }

        Leave();
        if (fresh is not null) BlockPool.Return(fresh);
        return Post(envelope);
    }
}
