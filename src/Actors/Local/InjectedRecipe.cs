using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Local;

/// <summary>Makes instances by their constructor, its parameters injected. A class without parameters needs no scope.</summary>
internal sealed class InjectedRecipe<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TActor> : ActorRecipe
    where TActor : Actor
{
    private static InjectedRecipe<TActor>? _shared;

    private readonly ObjectFactory<TActor>? _factory;

    private InjectedRecipe()
    {
        if (typeof(TActor).IsAbstract)
            throw new ArgumentException($"{typeof(TActor).Name} is abstract and cannot be spawned. Name the class that handles the messages.");

        ConstructorInfo[] constructors = typeof(TActor).GetConstructors();
        if (constructors.Length == 0)
            throw new ArgumentException($"{typeof(TActor).Name} has no public constructor. Give it one, or spawn it with a function that makes it.");
        if (constructors is not [var only] || only.GetParameters().Length != 0)
            _factory = ActivatorUtilities.CreateFactory<TActor>([]);
    }

    /// <summary>The recipe of the class; there is one.</summary>
    /// <exception cref="ArgumentException">There is no public constructor to call.</exception>
    // Whoever comes first; they are all alike.
    public static InjectedRecipe<TActor> Shared => _shared ??= new InjectedRecipe<TActor>();

    public override Type ActorType => typeof(TActor);

    public override bool NeedsScope => _factory is not null;

    public override Actor Create(IServiceProvider? services) => _factory is null ? Activator.CreateInstance<TActor>() : _factory(services!, null);

    public override IActorRef MakeRef(ActorLoop loop) => new LocalActorRef<TActor>(loop);
}
