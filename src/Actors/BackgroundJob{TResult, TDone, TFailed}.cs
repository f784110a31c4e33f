using Actors.Messaging;

namespace Actors;

/// <summary>A <see cref="BackgroundJob"/> with its two ends.</summary>
internal sealed class BackgroundJob<TResult, TDone, TFailed>(Func<CancellationToken, Task<TResult>> work, Func<TResult, TDone> done, Func<Exception, TFailed>? failed) : BackgroundJob
{
    public override async Task<Notice> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new CompletionNotice<TResult, TDone>(await work(cancellationToken).ConfigureAwait(false), done);
        }
        catch (Exception error) when (failed is not null && !cancellationToken.IsCancellationRequested)
        {
            return new CompletionNotice<Exception, TFailed>(error, failed);
        }
    }
}
