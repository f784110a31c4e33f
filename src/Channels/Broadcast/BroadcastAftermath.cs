using Channels.Waiting;

namespace Channels;

/// <summary>What a change of a <see cref="BroadcastChannel{T}"/> leaves to be done once its gate was left: other people's waits to complete, values to let go.</summary>
internal struct BroadcastAftermath<T>
{
    /// <summary>Waits that are settled.</summary>
    public WaiterChain Wakes;

    /// <summary>Receivers that have read everything there will be.</summary>
    public List<Subscription<T>>? Ended;

    /// <summary>Values that nobody read and nobody will.</summary>
    public List<T>? Unread;

    /// <summary>The task of <c>Closed</c>, if it is to end now.</summary>
    public TaskCompletionSource? Closed;

    public void Run()
    {
        Closed?.TrySetResult();
        Wakes.Finish();
        if (Ended is not null)
        {
            foreach (Subscription<T> subscription in Ended) subscription.FinishCompletion();
        }

        // Last: it may throw.
        if (Unread is not null) Discarded.Dispose(Unread);
    }

    /// <summary>Disposes the value later, if there is anything to dispose.</summary>
    public void Drop(T item)
    {
        if (item is IDisposable) (Unread ??= []).Add(item);
    }
}
