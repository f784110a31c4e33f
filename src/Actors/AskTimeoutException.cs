namespace Actors;

/// <summary>An Ask got no reply in time. Give it longer, or see what its actor is doing.</summary>
public sealed class AskTimeoutException : ActorException
{
    internal AskTimeoutException(ActorPath actor, Type request, TimeSpan timeout, int waiting)
        : base($"{actor} did not answer {request.Name} within {timeout.TotalSeconds:0.###} s; {waiting:N0} messages wait in its mailbox. Give AskAsync a longer timeout, or let its handlers await less.")
    {
        Actor = actor;
        Timeout = timeout;
        Waiting = waiting;
    }

    /// <summary>Who was asked.</summary>
    public ActorPath Actor { get; }

    /// <summary>How long the asker waited.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>How many messages waited in the actor's mailbox when the time was over.</summary>
    public int Waiting { get; }
}
