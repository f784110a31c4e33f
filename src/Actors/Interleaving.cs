using Actors.Messaging;

namespace Actors;

/// <summary>Begins handlers that do not hold their actor while they await.</summary>
internal static class Interleaving
{
    public static ValueTask Begin<TMessage>(IActorHost host, IHandleInterleaved<TMessage> handler, TMessage message, CancellationToken cancellationToken)
    {
        // What it asks does not hold the actor, and so can close no circle.
        IAskParty? asker = AskTurn.Current;
        AskTurn.Leave(null);
        SynchronizationContext? before = host.EnterTurnContext();
        ValueTask handling;
        try
        {
            handling = handler.HandleInterleavedAsync(message, cancellationToken);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
            AskTurn.Leave(asker);
        }

        if (handling.IsCompleted) return handling;
        host.KeepOpen(OpenHandler.OfTell(handling.AsTask()));
        return HandlerSign.KeptOpen;
    }

    public static ValueTask<TReply> Begin<TRequest, TReply>(
        IActorHost host, IHandleInterleaved<TRequest, TReply> handler, TRequest request, CancellationToken cancellationToken)
        where TRequest : IRequest<TRequest, TReply>
    {
        // What it asks does not hold the actor, and so can close no circle.
        IAskParty? asker = AskTurn.Current;
        AskTurn.Leave(null);
        SynchronizationContext? before = host.EnterTurnContext();
        ValueTask<TReply> handling;
        try
        {
            handling = handler.HandleInterleavedAsync(request, cancellationToken);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
            AskTurn.Leave(asker);
        }

        if (handling.IsCompleted) return handling;
        host.KeepOpen(new OpenHandler<TReply>(handling.AsTask()));
        return HandlerSign<TReply>.KeptOpen;
    }
}
