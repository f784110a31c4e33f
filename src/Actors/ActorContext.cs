using System.Diagnostics.CodeAnalysis;

namespace Actors;

/// <summary>An actor's view of where it lives. For the actor's own handlers and hooks; nobody else's.</summary>
public abstract partial class ActorContext
{
    private protected ActorContext()
    {
    }

    /// <summary>Where this actor is.</summary>
    public abstract ActorPath Path { get; }

    /// <summary>The system it lives in.</summary>
    public abstract IActorSystem System { get; }

    /// <summary>The clock to use instead of <see cref="DateTime.UtcNow"/>, so that a test can turn it.</summary>
    public abstract TimeProvider Time { get; }

    /// <summary>Starts a child, with constructor parameters injected. It is stopped before this actor ends or is restarted, and its failures are this actor's <see cref="SpawnOptions.Children"/> strategy's to decide.</summary>
    /// <param name="name">Unique among this actor's children; <see langword="null"/> for a number, which costs nothing to keep.</param>
    /// <param name="options">The child's mailbox, and its strategy for children of its own.</param>
    /// <returns>At once: the child starts on its own time, and what it is told before waits in its mailbox. A child whose constructor or start hook throws stops, and is logged.</returns>
    /// <exception cref="ActorNameException">The name is taken, or is not one.</exception>
    /// <exception cref="ActorStoppedException">This actor is stopping.</exception>
    public abstract IActorRef<TActor> Spawn<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TActor>(string? name = null, SpawnOptions? options = null)
        where TActor : Actor;

    /// <summary>Starts a child that <paramref name="create"/> makes, once for each of its lives: <c>Spawn(() => new Worker(7))</c>.</summary>
    /// <inheritdoc cref="Spawn{TActor}(string, SpawnOptions)"/>
    public abstract IActorRef<TActor> Spawn<TActor>(Func<TActor> create, string? name = null, SpawnOptions? options = null)
        where TActor : Actor;

    /// <summary>Starts a child that <paramref name="create"/> makes from the services of the child's own scope, once for each of its lives.</summary>
    /// <inheritdoc cref="Spawn{TActor}(string, SpawnOptions)"/>
    public abstract IActorRef<TActor> Spawn<TActor>(Func<IServiceProvider, TActor> create, string? name = null, SpawnOptions? options = null)
        where TActor : Actor;

    /// <summary>Stops this actor after the message it is handling; what waits becomes dead letters. If it is <see cref="RestartType.Permanent"/> it is restarted instead, and what waits is kept, unless it had not handled a message yet: in the first start hook this says that there is nothing to do.</summary>
    public abstract void Stop();
}
