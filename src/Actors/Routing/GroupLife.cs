namespace Actors.Routing;

/// <summary>The life of a group: from its making until it is stopped.</summary>
internal sealed class GroupLife(IActorRef group) : IActorLife
{
    private readonly TaskCompletionSource<Terminated> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Terminated> Ended => _ended.Task;

    // It has neither a handler to abandon nor messages.
    public void Kill() => group.Stop();

    public ActorState State => _ended.Task.IsCompleted ? ActorState.Stopped : ActorState.Running;

    public void End() => _ended.TrySetResult(new Terminated(group, StopReason.Stopped));
}
