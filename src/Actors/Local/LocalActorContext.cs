using System.Diagnostics.CodeAnalysis;

namespace Actors.Local;

/// <summary>An actor's view of its cell.</summary>
internal sealed partial class LocalActorContext(ActorCell cell) : ActorContext
{
    /// <summary>The actor's own cell, for other parts of the engine.</summary>
    public ActorCell Cell => cell;

    public override ActorPath Path => cell.Path;

    public override IActorSystem System => cell.System;

    public override TimeProvider Time => cell.System.Time;

    public override IActorRef<TActor> Spawn<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TActor>(string? name = null, SpawnOptions? options = null) =>
        cell.System.Spawn<TActor>(cell.Children, InjectedRecipe<TActor>.Shared, name, options);

    public override IActorRef<TActor> Spawn<TActor>(Func<TActor> create, string? name = null, SpawnOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        return cell.System.Spawn<TActor>(cell.Children, new DelegateRecipe<TActor>(create), name, options);
    }

    public override IActorRef<TActor> Spawn<TActor>(Func<IServiceProvider, TActor> create, string? name = null, SpawnOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(create);
        return cell.System.Spawn<TActor>(cell.Children, new ScopedDelegateRecipe<TActor>(create), name, options);
    }

    public override void Stop() => cell.Signal(Signals.Finish);
}
