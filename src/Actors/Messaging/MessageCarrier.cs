namespace Actors.Messaging;

/// <summary>Carries a struct message through the mailbox, so that it is not boxed; used again as soon as it is handed over.</summary>
internal sealed class MessageCarrier<TMessage>
{
    private TMessage _message = default!;

    public TMessage Peek() => _message;

    public static MessageCarrier<TMessage> Load(TMessage message)
    {
        MessageCarrier<TMessage> carrier = MessagePool<MessageCarrier<TMessage>>.Rent();
        carrier._message = message;
        return carrier;
    }

    public TMessage Unload()
    {
        TMessage message = _message;
        _message = default!;
        MessagePool<MessageCarrier<TMessage>>.Return(this);
        return message;
    }
}
