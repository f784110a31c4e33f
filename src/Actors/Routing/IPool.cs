namespace Actors.Routing;

/// <summary>What the actor at the head of a pool does for it.</summary>
internal interface IPool
{
    /// <summary>Brings the pool to its size and starts its members, at the beginning of each life of the head.</summary>
    Task StartMembersAsync();
}
