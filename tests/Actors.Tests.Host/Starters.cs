
namespace Actors.Tests.Host;

/// <summary>Does not start.</summary>
internal sealed class Unwilling : Actor
{
    protected override ValueTask OnStartAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("does not want to");
}

/// <summary>Does not finish starting.</summary>
internal sealed class Hesitant : Actor
{
    protected override async ValueTask OnStartAsync(CancellationToken cancellationToken)
    {
        await Console.Out.WriteLineAsync("ready");
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
