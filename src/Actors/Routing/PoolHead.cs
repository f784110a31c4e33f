namespace Actors.Routing;

/// <summary>The supervisor of a pool's members; messages go past it.</summary>
internal sealed class PoolHead : Actor
{
    protected internal override ValueTask OnStartAsync(CancellationToken cancellationToken) => new(((IPool)Host.Self).StartMembersAsync());
}
