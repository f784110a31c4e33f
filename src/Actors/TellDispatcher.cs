using System.Runtime.CompilerServices;
using Actors.Messaging;

namespace Actors;

/// <summary>Hands over messages that are classes: the message lies in the mailbox itself.</summary>
internal sealed class TellDispatcher<TMessage> : MessageDispatcher
{
    public static readonly TellDispatcher<TMessage> Instance = new();

    public override string MessageName => typeof(TMessage).Name;

    public override object Open(in Envelope envelope) => envelope.Carried;

    public override bool KeepsMessage => true;

    public override ValueTask InvokeAsync(object actor, in Envelope envelope, CancellationToken cancellationToken)
    {
        object carried = envelope.Carried;
        // The address was typed by this interface, and the engine runs what the address is of: no cast can fail here.
        return Unsafe.As<IHandle<TMessage>>(actor).HandleAsync(Unsafe.As<object, TMessage>(ref carried), cancellationToken);
    }
}
