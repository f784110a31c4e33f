namespace Actors;

/// <summary>What a supervisor does about an actor that failed.</summary>
public enum Directive
{
    /// <summary>A new instance takes over the mailbox, without the message that failed.</summary>
    Restart,

    /// <summary>The instance goes on with the next message, as if the one that failed had not come: for failures that leave its state whole. Where a new instance could not be made there is none to go on with, and it is restarted.</summary>
    Resume,

    /// <summary>The actor ends; what waits becomes dead letters.</summary>
    Stop,

    /// <summary>The actor ends, and its failure becomes its supervisor's own, for the supervisor above to decide. Above the actors of the host there is the host, which stops.</summary>
    Escalate,
}
