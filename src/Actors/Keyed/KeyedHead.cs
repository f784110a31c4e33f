namespace Actors.Keyed;

/// <summary>The supervisor of the actors of a keyed class; no message goes to it.</summary>
internal sealed class KeyedHead(IKeyedRegion region) : Actor
{
    protected internal override ValueTask OnStartAsync(CancellationToken cancellationToken)
    {
        region.StartSweeping();
        return default;
    }

    protected internal override ValueTask OnStopAsync(CancellationToken cancellationToken)
    {
        region.StopSweeping();
        return default;
    }
}
