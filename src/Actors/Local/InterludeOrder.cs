namespace Actors.Local;

/// <summary>What an actor between two instances is to do: begin again, or end.</summary>
internal sealed class InterludeOrder
{
    private readonly TaskCompletionSource<Exception?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How it is to end; null if it is to begin again.</summary>
    public Func<ActorCell, ValueTask>? End { get; private init; }

    /// <summary>Ends when it has begun, or could not, with what the new instance's constructor or hook threw. Never, if it ended.</summary>
    public Task<Exception?> Done => _done.Task;

    public static InterludeOrder ToBegin() => new();

    public static InterludeOrder ToEnd(Func<ActorCell, ValueTask> end) => new() { End = end };

    public void TellDone(Exception? error) => _done.TrySetResult(error);
}
