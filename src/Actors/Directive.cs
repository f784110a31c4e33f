namespace Actors;

/// <summary>What a supervisor does about an actor that failed.</summary>
public enum Directive
{
    /// <summary>A new instance takes over the mailbox, without the message that failed.</summary>
    Restart,

    /// <summary>The actor ends; what waits becomes dead letters.</summary>
    Stop,

    /// <summary>The actor ends, and its failure becomes its supervisor's own, for the supervisor above to decide. Above the actors of the host there is the host, which stops.</summary>
    Escalate,
}
