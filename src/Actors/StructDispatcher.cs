using System.Runtime.CompilerServices;
using Actors.Messaging;

namespace Actors;

/// <summary>Hands over messages that are structs, and too large for the envelope or with references: they lie in a carrier that is used again.</summary>
internal sealed class StructDispatcher<TMessage> : MessageDispatcher
{
    public static readonly StructDispatcher<TMessage> Instance = new();

    private StructDispatcher() => IsOfStruct = true;

    public override string MessageName => typeof(TMessage).Name;

    public override object Open(in Envelope envelope) => ((MessageCarrier<TMessage>)envelope.Carried).Peek()!;

    public override Envelope Copy(in Envelope envelope) => new(MessageCarrier<TMessage>.Load(((MessageCarrier<TMessage>)envelope.Carried).Peek()), this);

    public override ValueTask InvokeAsync(object actor, in Envelope envelope, CancellationToken cancellationToken)
    {
        MessageCarrier<TMessage> carrier = Unsafe.As<MessageCarrier<TMessage>>(envelope.Carried);
        // As in TellDispatcher: no cast can fail here.
        ValueTask handling = Unsafe.As<IHandle<TMessage>>(actor).HandleAsync(carrier.Peek(), cancellationToken);
        // A handler that awaits, or puts its message aside, may have it handled again: then it stays in its carrier.
        if (handling.IsCompletedSuccessfully) carrier.Unload();
        return handling;
    }

    public override void GiveBack(in Envelope envelope) => ((MessageCarrier<TMessage>)envelope.Carried).Unload();

    public override void Drop(in Envelope envelope, Exception reason) => GiveBack(envelope);
}
