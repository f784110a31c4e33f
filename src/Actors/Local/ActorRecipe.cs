namespace Actors.Local;

/// <summary>How the instances of an actor are made, one for each of its lives.</summary>
internal abstract class ActorRecipe
{
    /// <summary>The class that its addresses are typed by.</summary>
    public abstract Type ActorType { get; }

    /// <summary>Whether an instance needs services, and so a scope of its own.</summary>
    public abstract bool NeedsScope { get; }

    /// <summary>Makes an instance.</summary>
    /// <param name="services">The services of its scope, if it needs one.</param>
    public abstract Actor Create(IServiceProvider? services);

    /// <summary>The key that the actor is there for, which is also its name, without being registered as one; null if it is no keyed actor.</summary>
    public virtual string? Key => null;

    /// <summary>Completed when the actor may begin its first life; what it is told before waits.</summary>
    public virtual ValueTask ReadyAsync() => default;

    /// <summary>The actor has ended for good, and its name is free; in its last turn, before anybody else is told.</summary>
    public virtual void OnEnded(ActorCell cell)
    {
    }

    /// <summary>Makes the address, typed by the actor's class.</summary>
    public abstract IActorRef MakeRef(ActorLoop loop);
}
