namespace Actors.Routing;

/// <summary>How an <see cref="ActorPool{TActor}"/> is run; read once, when it is spawned.</summary>
public sealed class PoolOptions
{
    /// <summary>Who gets which message; one after the other unless set. Give each pool its own: it may count.</summary>
    public RoutingPolicy? Policy { get; set; }

    /// <summary>How each routee is run: its mailbox, and what happens to children of its own.</summary>
    public SpawnOptions Routees { get; set; } = new();

    /// <summary>What happens to a routee that fails. Unless set: restart, as <c>ActorsOptions.MaxRestarts</c> and <c>RestartWindow</c> allow, counted over all routees.</summary>
    public SupervisorStrategy? Strategy { get; set; }
}
