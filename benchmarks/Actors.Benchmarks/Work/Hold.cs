namespace Benchmarks.Work;

/// <summary>Keeps an actor busy while a backlog grows before it.</summary>
internal sealed class Hold
{
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completed when the actor has come to it.</summary>
    public Task Entered => _entered.Task;

    /// <summary>For the actor: await the result, and take no other message meanwhile.</summary>
    public Task EnterAsync()
    {
        _entered.TrySetResult();
        return _released.Task;
    }

    public void Release() => _released.TrySetResult();
}
