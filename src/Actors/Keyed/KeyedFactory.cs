namespace Actors.Keyed;

/// <summary>Makes instances of a keyed class.</summary>
/// <param name="NeedsScope">Whether an instance needs services, and so a scope of its own.</param>
/// <param name="Create">Makes one from services and key.</param>
internal sealed record KeyedFactory<TActor>(bool NeedsScope, Func<IServiceProvider?, string, TActor> Create)
    where TActor : Actor;
