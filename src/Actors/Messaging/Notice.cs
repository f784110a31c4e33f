namespace Actors.Messaging;

/// <summary>A message that an actor's own machinery sends it, and may take back until it is handled: the tick of a timer, the end of an actor that it watches.</summary>
internal abstract class Notice
{
    /// <summary>Who sends it; said before it is sent.</summary>
    public INoticeSource Source { get; set; } = null!;

    /// <summary>Whether the actor has come to it before, and put it aside. Touched only inside the actor's turn.</summary>
    public bool IsTaken { get; set; }

    /// <summary>What a mailbox may look at, from any thread: the message, or what the actor will make it of when it comes to it.</summary>
    public abstract object Subject { get; }

    /// <summary>Whether the message is of a type; from any thread.</summary>
    public abstract bool Is<T>();

    /// <summary>What lies in the mailbox.</summary>
    public abstract Envelope Envelope { get; }
}
