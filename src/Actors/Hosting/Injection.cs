using System.Diagnostics.CodeAnalysis;
using Actors.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actors.Hosting;

/// <summary>Makes the address of a registered actor injectable: by its class, by each protocol it implements, and by its name as the key.</summary>
internal static class Injection
{
    public const DynamicallyAccessedMemberTypes ActorMembers = DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.Interfaces;

    public static void AddRefs<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.Interfaces)] TActor>(IServiceCollection services, SystemRegistration system, string name)
        where TActor : Actor
    {
        AddRef(services, typeof(IActorRef<TActor>), typeof(TActor), system, name);
        foreach (Type protocol in typeof(TActor).GetInterfaces().Where(IsProtocol))
            AddRef(services, RefOf(protocol), protocol, system, name);
    }

    /// <summary>What is injected where no actor of the type is registered: an error that says what to do.</summary>
    public static void AddErrorForUnregistered(IServiceCollection services) =>
        services.TryAdd(ServiceDescriptor.Singleton(typeof(IActorRef<>), typeof(UnregisteredActorRef<>)));

    /// <summary>A type's name as one writes it: IHandle&lt;Increment&gt;.</summary>
    public static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name[..type.Name.IndexOf('`')]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.Name;

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Only interfaces that the kept interface itself names are looked at.")]
    private static bool IsProtocol(Type type) => IsHandle(type) || type.GetInterfaces().Any(IsHandle);

    private static bool IsHandle(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var definition
        && (definition == typeof(IHandle<>) || definition == typeof(IHandle<,>) || definition == typeof(IHandleStream<,>));

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "The argument is an interface, a reference type, for which all instantiations share their code.")]
    private static Type RefOf(Type protocol) => typeof(IActorRef<>).MakeGenericType(protocol);

    private static void AddRef(IServiceCollection services, Type service, Type actor, SystemRegistration system, string name)
    {
        // Without a key only those of the system that has no name: another's are not to be had by accident.
        if (system.Name is null) services.TryAdd(ServiceDescriptor.Singleton(service, provider => Only(provider, service, actor)));
        services.Add(ServiceDescriptor.KeyedSingleton(service, system.KeyOf(name), (provider, _) => Named(system.Resolve(provider), name)));
    }

    private static IActorRef Only(IServiceProvider provider, Type service, Type actor)
    {
        IActorRef[] matching = [.. provider.GetRequiredService<LocalActorSystem>().Registered.Where(service.IsInstanceOfType)];
        return matching.Length == 1 ? matching[0] : throw new AmbiguousActorException(
            $"{matching.Length} registered actors are {NameOf(actor)}: {string.Join(", ", matching.Select(match => match.Path.Name))}. Say which one is meant: [FromKeyedServices(\"{matching[0].Path.Name}\")].");
    }

    private static IActorRef Named(LocalActorSystem system, string name) =>
        system.Registered.First(actor => actor.Path.Name == name);
}
