using Actors.Messaging;

namespace Actors;

/// <summary>The end of an Ask that nobody will handle.</summary>
internal static class DroppedAsk
{
    public static void End(Ask ask, Exception reason) => ask.GiveUp(reason, reason switch
    {
        ActorStoppedException or ActorSystemStoppingException or ActorStartException => AskOutcome.Stopped,
        OperationCanceledException => AskOutcome.Cancelled,
        _ => AskOutcome.Rejected,
    });
}
