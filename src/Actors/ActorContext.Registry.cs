namespace Actors;

public abstract partial class ActorContext
{
    /// <summary>The addresses of this actor's children, with and without names, in start order. A copy: those that ended are missing the next time.</summary>
    public abstract IReadOnlyList<IActorRef> Children { get; }

    /// <summary>The address of the actor that has this path now; <see langword="null"/> if none has.</summary>
    /// <param name="path"><c>cart-7</c> for a child of this actor, <c>cart-7/lines</c> for a child's child, <c>/orders/cart-7</c> from the top.</param>
    /// <returns>At once. Actors without a name are not found.</returns>
    /// <exception cref="ActorNotRegisteredException">The actor there is no <typeparamref name="TActor"/>.</exception>
    public abstract IActorRef<TActor>? Find<TActor>(string path)
        where TActor : class;
}
