using Actors.Messaging;

namespace Actors;

/// <summary>Hands over messages that are structs: they lie in a carrier that is used again.</summary>
internal sealed class StructDispatcher<TMessage> : MessageDispatcher
{
    public static readonly StructDispatcher<TMessage> Instance = new();

    public override string MessageName => typeof(TMessage).Name;

    public override object Open(object carried) => ((MessageCarrier<TMessage>)carried).Peek()!;

    public override ValueTask InvokeAsync(object actor, object carried, CancellationToken cancellationToken) =>
        ((IHandle<TMessage>)actor).HandleAsync(((MessageCarrier<TMessage>)carried).Unload(), cancellationToken);

    public override void Drop(object carried, Exception reason) => ((MessageCarrier<TMessage>)carried).Unload();
}
