using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Channels.Waiting;

/// <summary>What a closed channel answers, by the contract of System.Threading.Channels.</summary>
internal static class Closing
{
    /// <summary>What ReadAsync and WriteAsync throw: the cancellation the channel was closed with, or that it is closed.</summary>
    public static Exception ReadError(Exception? error) =>
        error switch
        {
            null => new ChannelClosedException(),
            OperationCanceledException => error,
            _ => new ChannelClosedException(error),
        };

    /// <summary>A finished ReadAsync on a channel that was closed with <paramref name="error"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ValueTask<T> Read<T>(Exception? error) =>
        error is OperationCanceledException cancelled
            ? ValueTask.FromCanceled<T>(TokenOf(cancelled))
            : ValueTask.FromException<T>(ReadError(error));

    /// <summary>A finished WriteAsync on a channel that was closed with <paramref name="error"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ValueTask Write(Exception? error) =>
        error is OperationCanceledException cancelled
            ? ValueTask.FromCanceled(TokenOf(cancelled))
            : ValueTask.FromException(ReadError(error));

    /// <summary>A finished WaitToReadAsync or WaitToWriteAsync: false, or the error itself, not wrapped.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ValueTask<bool> Wait(Exception? error) => error switch
    {
        null => new ValueTask<bool>(false),
        OperationCanceledException cancelled => ValueTask.FromCanceled<bool>(TokenOf(cancelled)),
        _ => ValueTask.FromException<bool>(error),
    };

    /// <summary>Ends <paramref name="completion"/> as the channel ended.</summary>
    public static void Finish(TaskCompletionSource completion, Exception? error)
    {
        switch (error)
        {
            case null:
                completion.TrySetResult();
                break;
            case OperationCanceledException cancelled:
                completion.TrySetCanceled(TokenOf(cancelled));
                break;
            default:
                // Looked at here once, so that a Completion nobody awaits is not an unobserved exception.
                if (completion.TrySetException(error)) _ = completion.Task.Exception;
                break;
        }
    }

    private static CancellationToken TokenOf(OperationCanceledException cancelled) =>
        cancelled.CancellationToken.IsCancellationRequested ? cancelled.CancellationToken : new CancellationToken(canceled: true);
}
