namespace Actors;

public partial interface IActorSystem
{
    /// <summary>The address of the actor that has this path now; <see langword="null"/> if none has.</summary>
    /// <param name="path"><c>/orders</c> or <c>orders</c> for an actor of the system, <c>/orders/cart-7</c> for a child of one.</param>
    /// <returns>At once. It is found from the moment that it is spawned, before it has started, until it has ended. Actors without a name are not found.</returns>
    /// <exception cref="ActorNotRegisteredException">The actor there is no <typeparamref name="TActor"/>.</exception>
    /// <remarks>Safe from any thread. An address is better passed on than found again: it stays the same when the actor is restarted.</remarks>
    IActorRef<TActor>? Find<TActor>(string path)
        where TActor : class;

    /// <summary>The address of the actor that has this path, when there is one.</summary>
    /// <param name="path">As in <see cref="Find{TActor}(string)"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Completed at once if it is there, else by whoever spawns it; it may not have started yet, and what it is told waits.</returns>
    /// <exception cref="ActorNotRegisteredException">The actor there is no <typeparamref name="TActor"/>.</exception>
    /// <exception cref="ActorStoppedException">The system is stopping and spawns no more.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<IActorRef<TActor>> WaitForAsync<TActor>(string path, CancellationToken cancellationToken = default)
        where TActor : class;
}
