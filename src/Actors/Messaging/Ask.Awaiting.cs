using System.Threading.Tasks.Sources;
using Channels.Atomics;

namespace Actors.Messaging;

internal abstract partial class Ask
{
    private static readonly Action<object?> ResumeInTurn = static self => ((Ask)self!).GoOn();

    // The actor that awaits this; null for anybody else. Written by its turn before the edge is published, read by who
    // looks for cycles.
    private IAskParty? _asker;
    private long _askedIn;

    // What goes on when the reply is there, if an actor awaits it. Between Await and GoOn.
    private Action<object?>? _continuation;
    private object? _continuationState;

    /// <summary>Awaits it as whoever runs on this thread. If that is an actor, it now waits for another: an edge of the graph that must have no cycle.</summary>
    protected void Await(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        // The second who awaits the same is refused there.
        if (AskTurn.Current is not { } asker || _registry!.CycleFound is null || _asker is not null)
        {
            OnCompleted(continuation, state, token, flags);
            return;
        }

        // Throws for a token of an earlier life before that touches this one.
        _ = IsPending(token);
        (_asker, _askedIn) = (asker, asker.Number);
        (_continuation, _continuationState) = (continuation, state);
        int life = Life;
        // First the edge, then the continuation, or the end of the wait might be there before its beginning.
        asker.Waits.Add(this);
        OnCompleted(ResumeInTurn, this, token, flags);
        // While the handler has not returned to its turn nothing is held yet: the turn looks when it is.
        if (asker.HeldIn >= 0) AskCycleSearch.Look(this, life);
    }

    /// <summary>What an actor waits for by awaiting this life of it; false if nobody waits any more, or no actor does, or none is waited for.</summary>
    public bool TryReadEdge(out AskEdge edge)
    {
        int state = Atomic.Read(ref _state);
        IAskParty? asker = Atomic.Read(ref _asker);
        edge = new AskEdge(this, state & ~Phase, asker!, _askedIn, Target!, Request);
        // An answer that is owed may come from anywhere: the asker waits for nobody in particular.
        if (IsDeferred) return false;
        // The fields are of the life of which the state is before and after them.
        Atomic.Fence();
        return asker is not null && edge.Target is not null && edge.Request is not null && IsWaitingIn(state & ~Phase);
    }

    private IAskParty? Target => Atomic.Read(ref _target);

    private void GoOn()
    {
        (IAskParty asker, Action<object?> continuation, object? state) = (_asker!, _continuation!, _continuationState);
        (_continuation, _continuationState) = (null, null);
        IAskParty? outer = AskTurn.Enter(asker);
        try
        {
            continuation(state);
        }
        finally
        {
            AskTurn.Leave(outer);
        }
    }

    private void StopAwaiting()
    {
        _asker!.Waits.Remove(this);
        Atomic.Write(ref _asker, null);
    }
}
