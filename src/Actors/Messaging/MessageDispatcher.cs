namespace Actors.Messaging;

/// <summary>
/// Hands one kind of message to its handler, statically bound: there is one dispatcher per message type, and no type
/// switch, dictionary or reflection between mailbox and handler.
/// </summary>
/// <remarks>
/// For each envelope exactly one of these comes last: an <see cref="InvokeAsync"/> that succeeds, <see cref="Fault"/>, or
/// <see cref="Drop"/>. It gives back what carried the message.
/// </remarks>
internal abstract class MessageDispatcher
{
    /// <summary>The result of handling nothing: no success, so who looks for success alone finds it among the failures.</summary>
    public static readonly ValueTask Pointless = new(Task.FromCanceled(new CancellationToken(canceled: true)));

    /// <summary>What it is called in texts: the name of the type that it was sent as.</summary>
    public abstract string MessageName { get; }

    /// <summary>What the user sent, for dead letters; before the envelope is handed over.</summary>
    public abstract object Open(in Envelope envelope);

    /// <summary>Whether handling it would be in vain, because its asker is gone; to be asked where <see cref="InvokeAsync"/> does not come first.</summary>
    public virtual bool IsPointless(in Envelope envelope) => false;

    /// <summary>The same message for one more actor; not for an <see cref="Ask"/>, which is shared.</summary>
    public virtual Envelope Copy(in Envelope envelope) => envelope;

    /// <summary>Gives back what carried one of several copies; not for an <see cref="Ask"/>.</summary>
    public virtual void GiveBack(in Envelope envelope)
    {
    }

    /// <summary>Whether what is carried is an <see cref="Ask"/>, whose asker may be gone.</summary>
    public bool CarriesAsk { get; protected init; }

    /// <summary>Whether the message is a struct: one that <see cref="Envelope.Message"/> boxes.</summary>
    public bool IsOfStruct { get; protected init; }

    /// <summary>Whether what is carried is a <see cref="Notice"/>, which its actor's own machinery sent and nobody misses.</summary>
    public bool CarriesNotice { get; protected init; }

    /// <summary>Whether what is carried is still whole after the handler threw, and can be handled again.</summary>
    public virtual bool KeepsMessage => false;

    /// <summary>Calls the handler, and answers if somebody asked; <see cref="Pointless"/>, without a call, if whoever asked is gone.</summary>
    public abstract ValueTask InvokeAsync(object actor, in Envelope envelope, CancellationToken cancellationToken);

    /// <summary>The handler threw: tells the asker, if there is one.</summary>
    public virtual void Fault(in Envelope envelope, Exception error)
    {
    }

    /// <summary>It is never handled: tells the asker, if there is one.</summary>
    public virtual void Drop(in Envelope envelope, Exception reason)
    {
    }
}
