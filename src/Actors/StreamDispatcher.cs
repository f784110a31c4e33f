using Actors.Messaging;

namespace Actors;

/// <summary>Runs the sequences that are asked for: the Ask that lies in the mailbox ends with the sequence, and its reply is how long that was.</summary>
internal sealed class StreamDispatcher<TRequest, TItem> : MessageDispatcher
    where TRequest : IStreamRequest<TRequest, TItem>
{
    public static readonly StreamDispatcher<TRequest, TItem> Instance = new();

    public override string MessageName => typeof(TRequest).Name;

    public override object Open(in Envelope envelope) => CallOf((Ask)envelope.Carried).Request;

    public override bool IsPointless(in Envelope envelope) => !((Ask)envelope.Carried).IsWaiting;

    public override ValueTask InvokeAsync(object actor, in Envelope envelope, CancellationToken cancellationToken) =>
        IsPointless(envelope) ? Pointless : RunAsync((IHandleStream<TRequest, TItem>)actor, (Ask<long>)envelope.Carried, cancellationToken);

    public override void Fault(in Envelope envelope, Exception error) => ((Ask)envelope.Carried).GiveUp(error, AskOutcome.Faulted);

    public override void Drop(in Envelope envelope, Exception reason) => DroppedAsk.End((Ask)envelope.Carried, reason);

    private static StreamCall<TItem> CallOf(Ask ask) => (StreamCall<TItem>)ask.Request;

    private static async ValueTask RunAsync(IHandleStream<TRequest, TItem> actor, Ask<long> ask, CancellationToken cancellationToken)
    {
        StreamCall<TItem> call = CallOf(ask);
        using CancellationTokenSource either = call.LinkTo(cancellationToken);
        long count = 0;
        try
        {
            await foreach (TItem item in actor.HandleAsync((TRequest)call.Request, either.Token).WithCancellation(either.Token))
            {
                if (!await call.WriteAsync(item, either.Token)) break;
                count++;
            }
        }
        catch (OperationCanceledException) when (call.HasLeft)
        {
            // That is how the reader ends it, and no failure.
        }

        // Nobody misses the count of one who has left.
        ask.TryReply(count);
        ask.Release();
    }
}
