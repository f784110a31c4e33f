using System.Threading.Tasks.Sources;
using Channels.Atomics;

namespace Channels.Waiting;

/// <summary>A wait of one task for anything to look at: whoever has something rings, and it looks. Rings that nobody has answered yet are one ring.</summary>
/// <remarks>
/// Moves of the state:
/// <code>
/// by        from       to
/// anyone    Quiet      Rung       the next wait is over before it begins
/// waiter    Quiet      Awaited    nothing to look at, it sleeps
/// anyone    Awaited    Rung       has the duty to wake it
/// waiter    Rung       Quiet      goes and looks
/// </code>
/// </remarks>
internal sealed class Doorbell : Waiter, IValueTaskSource
{
    private const int Quiet = 0;
    private const int Rung = 1;
    private const int Awaited = 2;

    private int _state;

    /// <summary>Has the waiter look; what it shall find was stored before. From any thread.</summary>
    public void Ring()
    {
        // A full fence: pairs with the exchanges of the waiter, which looks after each of them.
        if (Atomic.Exchange(ref _state, Rung) == Awaited) Complete();
    }

    /// <summary>Waits for a ring since the last wait was over. One wait at a time.</summary>
    public ValueTask WaitAsync()
    {
        if (Atomic.CompareExchange(ref _state, Awaited, Quiet) == Quiet) return new ValueTask(this, Version);
        Answer();
        return default;
    }

    public void GetResult(short token)
    {
        // First the round: while the state is Rung nobody completes it, so the next cannot be touched either.
        EndRound(token);
        Answer();
    }

    public ValueTaskSourceStatus GetStatus(short token) => IsPending(token) ? ValueTaskSourceStatus.Pending : ValueTaskSourceStatus.Succeeded;

    // An exchange and not a write: the waiter looks next, and must see what was stored before the ring that this wipes out.
    private void Answer() => Atomic.Exchange(ref _state, Quiet);
}
