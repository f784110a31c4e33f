using System.Runtime.CompilerServices;

namespace Channels.Waiting;

/// <summary>A wait that a token ends, with a limit of time: what was given before the time was up counts, and is not lost.</summary>
internal static class TimedWait
{
    /// <summary>Whether the wait ended before the time was up.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<bool> WithinAsync<TSource>(
        TSource source, Func<TSource, CancellationToken, ValueTask> wait, TimeSpan timeout, TimeProvider? timeProvider, CancellationToken cancellationToken)
    {
        using TimeLimit limit = new(timeout, timeProvider, cancellationToken);
        try
        {
            await wait(source, limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException cancelled) when (cancelled.CancellationToken == limit.Token)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }

    /// <summary>What the wait ended with, or null if the time was up before.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public static async ValueTask<TResult?> WithinAsync<TSource, TArgument, TResult>(
        TSource source, TArgument argument, Func<TSource, TArgument, CancellationToken, ValueTask<TResult>> wait, TimeSpan timeout, TimeProvider? timeProvider, CancellationToken cancellationToken)
        where TResult : struct
    {
        using TimeLimit limit = new(timeout, timeProvider, cancellationToken);
        try
        {
            return await wait(source, argument, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException cancelled) when (cancelled.CancellationToken == limit.Token)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }
}
