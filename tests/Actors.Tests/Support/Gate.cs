namespace Actors.Tests.Support;

/// <summary>A point that one side reaches and the other waits for; every wait gives up loudly when a test hangs.</summary>
internal sealed class Gate
{
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsOpen => _open.Task.IsCompleted;

    public void Open() => _open.TrySetResult();

    public Task Passed => _open.Task.WaitAsync(Patience);
}
