using System.Runtime.CompilerServices;
using Actors.Messaging;
using Channels.Atomics;

namespace Actors.Local;

/// <summary>What a turn that awaits comes back to; used again until a kill abandons what it awaits.</summary>
/// <remarks>
/// Only the wait for a handler can be abandoned; a step of the actor's own life looks at the kill itself, see
/// <see cref="KillSwitch"/>. Whoever moves the state away from Waiting has the turn:
/// <code>
/// by           from       to
/// turn         Idle       Waiting     before it gives its thread away
/// completion   Waiting    Resumed     and schedules the turn
/// turn         Resumed    Idle
/// killer       Waiting    Abandoned   and schedules the turn, which lets go of this object; the completion finds it and only cleans up
/// </code>
/// </remarks>
internal sealed class Suspension
{
    private const int Idle = 0;
    private const int Waiting = 1;
    private const int Resumed = 2;
    private const int Abandoned = 3;

    private readonly ActorLoop _loop;
    private readonly Action _complete;
    private int _state;

    // The number of the message that holds the actor. Written before the state says that it does.
    private long _number;

    // Touched by who has the turn; once it is abandoned, only read.
    private Envelope _envelope;
    private ValueTask _awaited;

    // Made by who abandons it, before the state says so.
    private TaskCompletionSource? _returned;

    public Suspension(ActorLoop loop)
    {
        _loop = loop;
        _complete = Complete;
    }

    /// <summary>The number of the message whose handler, or after which a hook, is awaited; -1 if none is. From any thread.</summary>
    public long HeldIn
    {
        get
        {
            long number = Atomic.Read(ref _number);
            return Atomic.Read(ref _state) == Waiting ? number : -1;
        }
    }

    /// <summary>Since when the turn has been away, in milliseconds of <see cref="AskRegistry.Now"/>.</summary>
    public long Since { get; private set; }

    /// <summary>Whether the turn has been away and is back.</summary>
    public bool IsActive => Atomic.Read(ref _state) != Idle;

    public bool IsAbandoned => Atomic.Read(ref _state) == Abandoned;

    /// <summary>What the turn awaits, for people.</summary>
    public string What => _envelope.Dispatcher?.MessageName ?? "a hook";

    /// <summary>The message whose handler the turn awaits; none if it is a step of the actor's life.</summary>
    public Envelope Envelope => _envelope;

    /// <summary>Gives the turn away until what it awaits is completed, or a kill comes.</summary>
    public void Begin(in Envelope envelope, ValueTask awaited)
    {
        _envelope = envelope;
        _awaited = awaited;
        Since = _loop.Cell.System.Asks.Now;
        Atomic.Write(ref _number, _loop.Number);
        // A full fence: who kills raises its flag and then looks whether we wait, we the other way round. And whoever comes
        // to wait for an Ask looks for cycles then: one of those who close one sees the others.
        Atomic.Exchange(ref _state, Waiting);
        if (_loop.Cell.IsToBeKilled && TryAbandon()) _loop.Cell.ScheduleTurn();
        // The last thing the turn does: the next may begin before this returns.
        ValueTaskAwaiter awaiter = awaited.GetAwaiter();
        // Completed meanwhile: to register would take the way through the pool to the same end.
        if (awaiter.IsCompleted) Complete();
        else awaiter.UnsafeOnCompleted(_complete);
    }

    /// <summary>Takes the turn away from the handler that it awaits; from any thread. The caller has to schedule it.</summary>
    public bool TryAbandon()
    {
        if (Atomic.Read(ref _state) != Waiting || _envelope.Dispatcher is null) return false;
        Atomic.CompareExchange(ref _returned, new TaskCompletionSource(), null);
        return Atomic.CompareExchange(ref _state, Abandoned, Waiting) == Waiting;
    }

    /// <summary>Completed when the handler that was abandoned has returned after all.</summary>
    public Task Returned => _returned!.Task;

    /// <summary>The turn is back.</summary>
    public (Envelope Envelope, ValueTask Awaited) End()
    {
        (Envelope, ValueTask) pair = (_envelope, _awaited);
        _envelope = default;
        _awaited = default;
        Atomic.Write(ref _state, Idle);
        return pair;
    }

    // Not run on the stack of whoever completed the wait, but as a turn of its own.
    private void Complete()
    {
        if (Atomic.CompareExchange(ref _state, Resumed, Waiting) == Waiting) _loop.Cell.ScheduleTurn();
        else CleanUp();
    }

    private void CleanUp()
    {
        try
        {
            _awaited.GetAwaiter().GetResult();
        }
#pragma warning disable CA1031 // The actor has ended: what it still throws is nobody's business.
        catch (Exception error)
#pragma warning restore CA1031
        {
            // Its asker was told when it was abandoned; this lets go of what carried the message.
            _envelope.Dispatcher.Fault(_envelope, error);
        }

        _returned!.TrySetResult();
    }
}
