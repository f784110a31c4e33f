using Channels.Atomics;

namespace Channels.Waiting;

/// <summary>The <c>Completion</c> of a channel, which has none until somebody asks for it.</summary>
internal struct LazyCompletion
{
    // Published by compare-and-swap; pairs with the read in Finish.
    private TaskCompletionSource? _source;

    /// <summary>The task, the same each time. Who asks looks afterwards whether the channel has ended already.</summary>
    public Task Task => (Atomic.Read(ref _source) ?? Make()).Task;

    /// <summary>Ends the task, if there is one, as the channel ended. Who calls has moved what says so, before.</summary>
    public void Finish(Exception? error)
    {
        if (Atomic.Read(ref _source) is { } source) Closing.Finish(source, error);
    }

    private TaskCompletionSource Make()
    {
        TaskCompletionSource fresh = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return Atomic.CompareExchange(ref _source, fresh, null) ?? fresh;
    }
}
