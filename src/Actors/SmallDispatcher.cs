using System.Runtime.CompilerServices;
using Actors.Messaging;

namespace Actors;

/// <summary>Hands over messages that are structs of up to eight bytes without references: they lie in the envelope itself.</summary>
internal sealed class SmallDispatcher<TMessage> : MessageDispatcher
{
    public static readonly SmallDispatcher<TMessage> Instance = new();

    private SmallDispatcher() => IsOfStruct = true;

    /// <summary>Whether messages of the type are such.</summary>
    public static bool Fits => !RuntimeHelpers.IsReferenceOrContainsReferences<TMessage>() && Unsafe.SizeOf<TMessage>() <= sizeof(long);

    public override string MessageName => typeof(TMessage).Name;

    public override object Open(in Envelope envelope) => envelope.ReadSmall<TMessage>()!;

    public override ValueTask InvokeAsync(object actor, in Envelope envelope, CancellationToken cancellationToken) =>
        // As in TellDispatcher: no cast can fail here.
        Unsafe.As<IHandle<TMessage>>(actor).HandleAsync(envelope.ReadSmall<TMessage>(), cancellationToken);
}
