using Channels.Atomics;

namespace Actors.Local;

/// <summary>
/// An actor between two instances. Its turn waits here, and its messages in the mailbox, until it may begin again, is to
/// end, or is stopped: signals wake it.
/// </summary>
internal sealed class Interlude
{
    private readonly TaskCompletionSource _paused = TimedWait.New();

    // Replaced at each change, by any thread.
    private TaskCompletionSource _changed = TimedWait.New();

    // Given by the supervisor's side or a timer, taken by the turn.
    private InterludeOrder? _order;

    /// <summary>Ends when the instance before has ended.</summary>
    public Task Paused => _paused.Task;

    public void TellPaused() => _paused.TrySetResult();

    /// <summary>Has the turn look again; from any thread.</summary>
    public void Wake() => Atomic.Exchange(ref _changed, TimedWait.New()).TrySetResult();

    /// <summary>Has the turn do something; from any thread, one order at a time.</summary>
    public void Give(InterludeOrder order)
    {
        Atomic.Exchange(ref _order, order);
        Wake();
    }

    /// <summary>Waits for an order; null if the actor is to stop. In the actor's turn.</summary>
    public async ValueTask<InterludeOrder?> NextAsync(ActorCell cell)
    {
        while (true)
        {
            // First the promise, then we look; who gives an order or raises a signal does so and then keeps the promise.
            // One of the two sees the other.
            Task changed = Atomic.Read(ref _changed).Task;
            if (cell.IsToStop) return null;
            if (Atomic.Exchange(ref _order, null) is { } order) return order;
            await changed;
        }
    }

    /// <summary>Waits for some time, less if the actor is to stop or to drain. In the actor's turn.</summary>
    public async ValueTask DelayAsync(ActorCell cell, TimeSpan delay)
    {
        using ITimer timer = StartTimer(cell.System.Time, delay);
        while (true)
        {
            // As in NextAsync.
            Task changed = Atomic.Read(ref _changed).Task;
            if (cell.IsToStop || cell.IsToDrain || Atomic.Exchange(ref _order, null) is not null) return;
            await changed;
        }
    }

    private ITimer StartTimer(TimeProvider time, TimeSpan delay)
    {
        using (ExecutionContext.SuppressFlow())
            return time.CreateTimer(static self => ((Interlude)self!).Give(InterludeOrder.ToBegin()), this, delay, Timeout.InfiniteTimeSpan);
    }
}
