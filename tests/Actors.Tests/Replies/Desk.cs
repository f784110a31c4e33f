using Actors.Tests.Support;

namespace Actors.Tests.Replies;

/// <summary>Hands out the reply of an order when the actor has it.</summary>
internal sealed class Desk
{
    private readonly TaskCompletionSource<Reply<int>> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Reply<int>> Reply => _reply.Task.WaitAsync(Gate.Patience);

    public void Put(Reply<int> reply) => _reply.TrySetResult(reply);
}
