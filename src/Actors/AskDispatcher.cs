using System.Runtime.CompilerServices;
using Actors.Messaging;

namespace Actors;

/// <summary>Hands over requests and gives the reply to the Ask that lies in the mailbox.</summary>
internal sealed class AskDispatcher<TRequest, TReply> : MessageDispatcher
    where TRequest : IRequest<TRequest, TReply>
{
    public static readonly AskDispatcher<TRequest, TReply> Instance = new();

    private AskDispatcher() => CarriesAsk = true;

    public override string MessageName => typeof(TRequest).Name;

    public override object Open(in Envelope envelope) => ((Ask)envelope.Carried).Request;

    public override bool IsPointless(in Envelope envelope) => !((Ask)envelope.Carried).IsWaiting;

    public override bool KeepsMessage => true;

    public override ValueTask InvokeAsync(object actor, in Envelope envelope, CancellationToken cancellationToken)
    {
        Ask<TReply> ask = Unsafe.As<Ask<TReply>>(envelope.Carried);
        if (!ask.IsWaiting) return Pointless;
#pragma warning disable CA2012 // A sign is looked at, not consumed.
        // The address was typed by this interface, and the engine runs what the address is of: no cast can fail here.
        ValueTask<TReply> reply = Unsafe.As<IHandle<TRequest, TReply>>(actor).HandleAsync((TRequest)ask.Request, cancellationToken);
        if (!reply.IsCompletedSuccessfully)
        {
            if (reply == Deferred<TReply>.Mark) return DeferAsync(actor, ask, cancellationToken);
            return HandlerSign<TReply>.IsOne(reply, out ValueTask sign) ? sign : ReplyLaterAsync(ask, reply);
        }
#pragma warning restore CA2012
        if (!ask.TryReply(reply.Result)) ask.Registry.Ledger.CountLate();
        ask.Release();
        return default;
    }

    public override void Fault(in Envelope envelope, Exception error) => ((Ask)envelope.Carried).GiveUp(error, AskOutcome.Faulted);

    public override void Drop(in Envelope envelope, Exception reason) => DroppedAsk.End((Ask)envelope.Carried, reason);

    private static async ValueTask DeferAsync(object actor, Ask<TReply> ask, CancellationToken cancellationToken)
    {
        IActorHost host = ((Actor)actor).Host;
        Reply<TReply> reply = new(ask, host.OwedReplies, host.Self.Path);
        ask.Defer();
        try
        {
            await ((IHandleDeferred<TRequest, TReply>)actor).HandleAsync((TRequest)ask.Request, reply, cancellationToken);
        }
        catch (Exception error)
        {
            // Here and not in Fault, for which somebody else might still answer: whoever has the reply. In this life, which
            // goes on as long as we stand by.
            ask.TryFail(error, AskOutcome.Faulted);
            ask.StepIn();
            throw;
        }

        ask.StandDown();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private static async ValueTask ReplyLaterAsync(Ask<TReply> ask, ValueTask<TReply> reply)
    {
        // If it throws, Fault tells the asker.
        if (!ask.TryReply(await reply)) ask.Registry.Ledger.CountLate();
        ask.Release();
    }
}
