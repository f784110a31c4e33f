using Channels;

namespace Actors;

/// <summary>One reading of a sequence that an actor makes: what was asked, and the channel between the two.</summary>
#pragma warning disable CA1001 // A source without a timer has nothing to dispose of, and the handler may still use it when the reader is gone.
internal sealed class StreamCall<TItem>(object request, Sender<TItem> sender, Receiver<TItem> receiver)
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource _left = new();

    public object Request => request;

    public bool HasLeft => _left.IsCancellationRequested;

    /// <summary>Writes an item, when there is room; false if nobody reads any more.</summary>
    public async ValueTask<bool> WriteAsync(TItem item, CancellationToken cancellationToken)
    {
        while (!sender.TryWrite(item))
        {
            if (!await sender.WaitToWriteAsync(cancellationToken)) return false;
        }

        return true;
    }

    /// <summary>Closes the channel when the handler is done, or will never begin.</summary>
    public async Task CloseAfterAsync(Task handled)
    {
        await handled.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        sender.Close();
    }

    /// <summary>The reader wants no more.</summary>
    public void Leave()
    {
        receiver.CloseAndDiscard();
        _left.Cancel();
    }

    /// <summary>What the handler gets: cancelled as well when the reader leaves.</summary>
    public CancellationTokenSource LinkTo(CancellationToken cancellationToken) => CancellationTokenSource.CreateLinkedTokenSource(_left.Token, cancellationToken);
}
