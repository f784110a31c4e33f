namespace Actors.Routing;

/// <summary>How an <see cref="ActorPool{TActor}"/> is run; read once, when it is spawned.</summary>
public sealed class PoolOptions
{
    /// <summary>Who gets which message; one after the other unless set. Give each pool its own: it may count.</summary>
    public RoutingPolicy? Policy { get; set; }

    /// <summary>One mailbox for all routees: whoever is free takes the next message. None unless set: each routee has its own, and the <see cref="Policy"/> chooses. Any kind of mailbox; its bound is that of the pool, and its order that in which messages are begun.</summary>
    /// <remarks>The routees still have a mailbox each, for what is sent to them directly, and come to that first.</remarks>
    public Mailbox? SharedMailbox { get; set; }

    /// <summary>How each routee is run: its own mailbox, and what happens to children of its own.</summary>
    public SpawnOptions Routees { get; set; } = new();

    /// <summary>What happens to a routee that fails. Unless set: restart, as <c>ActorsOptions.MaxRestarts</c> and <c>RestartWindow</c> allow, counted over all routees.</summary>
    public SupervisorStrategy? Strategy { get; set; }

    /// <exception cref="ArgumentException">It says both who gets a message and that whoever is free takes it.</exception>
    internal void Check()
    {
        if (Policy is not null && SharedMailbox is not null)
            throw new ArgumentException($"PoolOptions has a SharedMailbox, {SharedMailbox.GetType().Name}, and a Policy, {Policy.GetType().Name}. From a shared mailbox whoever is free takes the next message, so there is nobody to choose: leave one of the two unset.");
    }
}
