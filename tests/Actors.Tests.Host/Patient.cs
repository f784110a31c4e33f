
namespace Actors.Tests.Host;

/// <summary>Takes a while over a message without holding a thread; does not look at the token.</summary>
internal sealed record Wait(TimeSpan Time);

/// <summary>Takes a while over a message on the thread it is given.</summary>
internal sealed record Block(TimeSpan Time);

internal sealed record Fail;

internal sealed class Patient : Actor, IHandle<Wait>, IHandle<Block>, IHandle<Fail>
{
    public async ValueTask HandleAsync(Wait message, CancellationToken cancellationToken) => await Task.Delay(message.Time, CancellationToken.None);

    public ValueTask HandleAsync(Block message, CancellationToken cancellationToken)
    {
        Thread.Sleep(message.Time);
        return default;
    }

    public ValueTask HandleAsync(Fail message, CancellationToken cancellationToken) => throw new InvalidOperationException("told to");
}
