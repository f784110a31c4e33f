using System.Diagnostics.CodeAnalysis;

namespace Actors;

/// <summary>All actors of a host. Injected; it starts and stops with the host.</summary>
public partial interface IActorSystem
{
    /// <summary>Messages that no actor will handle, as they come. Subscribers run on the thread that found out, so be quick; one that throws is unsubscribed and logged.</summary>
    IObservable<DeadLetter> DeadLetters { get; }

    /// <summary>The address of an actor that was registered with <c>AddActors</c>.</summary>
    /// <exception cref="ActorNotRegisteredException">There is none of that name, or it is no <typeparamref name="TActor"/>.</exception>
    IActorRef<TActor> Get<TActor>(string name)
        where TActor : class;

    /// <summary>Starts an actor beside the registered ones, with constructor parameters injected; stopped before them at shutdown.</summary>
    /// <param name="name">Unique among the actors of the system; <see langword="null"/> for a number.</param>
    /// <param name="options">Its mailbox, and its strategy for children.</param>
    /// <returns>At once: the actor starts on its own time, and what it is told before waits in its mailbox. One whose constructor or start hook throws stops, and is logged.</returns>
    /// <exception cref="ActorNameException">The name is taken, or is not one.</exception>
    /// <exception cref="ActorStoppedException">The system is stopping.</exception>
    IActorRef<TActor> Spawn<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TActor>(string? name = null, SpawnOptions? options = null)
        where TActor : Actor;

    /// <summary>Starts an actor that <paramref name="create"/> makes, once for each of its lives.</summary>
    /// <inheritdoc cref="Spawn{TActor}(string, SpawnOptions)"/>
    IActorRef<TActor> Spawn<TActor>(Func<TActor> create, string? name = null, SpawnOptions? options = null)
        where TActor : Actor;

    /// <summary>Starts an actor that <paramref name="create"/> makes from the services of its own scope, once for each of its lives.</summary>
    /// <inheritdoc cref="Spawn{TActor}(string, SpawnOptions)"/>
    IActorRef<TActor> Spawn<TActor>(Func<IServiceProvider, TActor> create, string? name = null, SpawnOptions? options = null)
        where TActor : Actor;

    /// <summary>What became of every message so far. Exact when the system is at rest; while it runs each figure is of about the same moment.</summary>
    SystemAccount GetAccount();
}
