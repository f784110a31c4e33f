namespace Actors;

/// <summary>Actors that are there by their key, one for each: <c>actors.Get&lt;Cart>("cart-42")</c>. Injected; the classes are added with <c>AddKeyed</c>.</summary>
/// <remarks>Nothing is said here of where an actor runs: the same code runs on an engine that spreads the keys over many processes.</remarks>
public interface IKeyedActors
{
    /// <summary>The address of the actor of a class and a key. It costs little: no actor is made before the first message.</summary>
    /// <typeparam name="TActor">The class; one that was added with <c>AddKeyed</c>.</typeparam>
    /// <param name="key">Any text that is not empty; equal keys, compared by their characters, lead to the same actor.</param>
    /// <returns>An address that stays valid for good, also while the actor is not in memory. Two calls may return two objects that lead to one actor; keep one where much is sent.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty.</exception>
    /// <exception cref="ActorNotRegisteredException">The class was not added.</exception>
    IActorRef<TActor> Get<TActor>(string key)
        where TActor : Actor;
}
