using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Actors.Local;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Keyed;

/// <summary>Finds out how instances of a keyed class are made.</summary>
internal static class KeyedFactories
{
    /// <summary>By the constructor: its parameter of type string gets the key, the others are injected.</summary>
    public static KeyedFactory<TActor> Injected<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TActor>()
        where TActor : Actor
    {
        ConstructorInfo[] constructors = typeof(TActor).GetConstructors();
        if (typeof(TActor).IsAbstract || !constructors.Any(WantsKey))
        {
            InjectedRecipe<TActor> recipe = InjectedRecipe<TActor>.Shared;
            return new KeyedFactory<TActor>(recipe.NeedsScope, (services, _) => (TActor)recipe.Create(services));
        }

        ObjectFactory<TActor> factory = ActivatorUtilities.CreateFactory<TActor>([typeof(string)]);
        bool needsScope = constructors.Length > 1 || constructors[0].GetParameters().Length > 1;
        return new KeyedFactory<TActor>(needsScope, (services, key) => factory(services ?? NoServices.Instance, [key]));
    }

    /// <summary>By a function of the user.</summary>
    public static KeyedFactory<TActor> Of<TActor>(Func<IServiceProvider, string, TActor> create)
        where TActor : Actor =>
        new(NeedsScope: true, (services, key) => create(services!, key)
            ?? throw new InvalidOperationException($"The function that makes {typeof(TActor).Name} returned null."));

    private static bool WantsKey(ConstructorInfo constructor) => constructor.GetParameters().Any(parameter => parameter.ParameterType == typeof(string));

    private sealed class NoServices : IServiceProvider
    {
        public static readonly NoServices Instance = new();

        public object? GetService(Type serviceType) => null;
    }
}
