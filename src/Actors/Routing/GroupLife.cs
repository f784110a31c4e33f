namespace Actors.Routing;

/// <summary>The life of a group: from its making until it is stopped.</summary>
internal sealed class GroupLife : IActorLife
{
    private readonly TaskCompletionSource<Terminated> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Terminated> Ended => _ended.Task;

    public void End(IActorRef group) => _ended.TrySetResult(new Terminated(group, StopReason.Stopped));
}
