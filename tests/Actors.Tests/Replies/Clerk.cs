using Actors.Tests.Support;

namespace Actors.Tests.Replies;

/// <summary>A request that is answered later.</summary>
internal sealed record Order(int Number) : IRequest<Order, int>;

/// <summary>Says when it is handled.</summary>
internal sealed record Mark(TaskCompletionSource Handled);

/// <summary>What askers of a deferring actor may know of it.</summary>
internal interface IClerk : IHandle<Order, int>, IHandle<Fail>, IHandle<Mark>;

/// <summary>An actor that answers none of its orders by itself.</summary>
internal sealed class Clerk(Action<Reply<int>> take, Exception? error = null) : Actor, IClerk, IHandleDeferred<Order, int>
{
    public ValueTask HandleAsync(Order request, Reply<int> reply, CancellationToken cancellationToken)
    {
        take(reply);
        return error is null ? default : throw error;
    }

    public ValueTask HandleAsync(Fail message, CancellationToken cancellationToken) => throw message.Error;

    public ValueTask HandleAsync(Mark message, CancellationToken cancellationToken)
    {
        message.Handled.SetResult();
        return default;
    }
}

internal static class ClerkExtensions
{
    /// <summary>Completed when all that was sent before was handled.</summary>
    public static async Task WhenHandled(this IActorRef<Clerk> clerk)
    {
        TaskCompletionSource handled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        clerk.Tell(new Mark(handled));
        await handled.Task.WaitAsync(Gate.Patience);
    }
}
