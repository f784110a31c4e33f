using System.Runtime.CompilerServices;
using Actors.Messaging;

namespace Actors;

/// <summary>Hands over messages that are structs: they lie in a carrier that is used again.</summary>
internal sealed class StructDispatcher<TMessage> : MessageDispatcher
{
    public static readonly StructDispatcher<TMessage> Instance = new();

    private StructDispatcher() => CarriesStruct = true;

    public override string MessageName => typeof(TMessage).Name;

    public override object Open(object carried) => ((MessageCarrier<TMessage>)carried).Peek()!;

    public override object Copy(object carried) => MessageCarrier<TMessage>.Load(((MessageCarrier<TMessage>)carried).Peek());

    public override ValueTask InvokeAsync(object actor, object carried, CancellationToken cancellationToken)
    {
        MessageCarrier<TMessage> carrier = Unsafe.As<MessageCarrier<TMessage>>(carried);
        // As in TellDispatcher: no cast can fail here.
        ValueTask handling = Unsafe.As<IHandle<TMessage>>(actor).HandleAsync(carrier.Peek(), cancellationToken);
        // A handler that awaits, or puts its message aside, may have it handled again: then it stays in its carrier.
        if (handling.IsCompletedSuccessfully) carrier.Unload();
        return handling;
    }

    public override void GiveBack(object carried) => ((MessageCarrier<TMessage>)carried).Unload();

    public override void Drop(object carried, Exception reason) => GiveBack(carried);
}
