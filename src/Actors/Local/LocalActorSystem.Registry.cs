using System.Collections.Concurrent;

namespace Actors.Local;

internal sealed partial class LocalActorSystem
{
    /// <summary>The groups that are known by name, by the type of their members.</summary>
    public ConcurrentDictionary<(Type Members, string Name), IActorRef> Groups { get; } = new();

    /// <summary>Who waits for an actor to be spawned.</summary>
    public NameWaiters NameWaiters { get; } = new();

    public IActorRef<TActor>? Find<TActor>(string path)
        where TActor : class
    {
        ArgumentNullException.ThrowIfNull(path);
        return NameLookup.As<TActor>(NameLookup.Find(Roots, path));
    }

    public async Task<IActorRef<TActor>> WaitForAsync<TActor>(string path, CancellationToken cancellationToken = default)
        where TActor : class
    {
        ArgumentNullException.ThrowIfNull(path);
        cancellationToken.ThrowIfCancellationRequested();
        if (Find<TActor>(path) is { } found) return found;
        string full = path.StartsWith('/') ? path : $"/{path}";
        return NameLookup.As<TActor>(await NameWaiters.WaitAsync(full, () => NameLookup.Find(Roots, full), cancellationToken).ConfigureAwait(true))!;
    }
}
