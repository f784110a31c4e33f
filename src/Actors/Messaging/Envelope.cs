namespace Actors.Messaging;

/// <summary>What lies in a mailbox: the message, or the object that carries it, and who knows how to hand it over.</summary>
internal readonly struct Envelope(object carried, MessageDispatcher dispatcher)
{
    public object Carried { get; } = carried;

    public MessageDispatcher Dispatcher { get; } = dispatcher;

    /// <summary>What the user sent.</summary>
    public object Message => Dispatcher.Open(Carried);
}
