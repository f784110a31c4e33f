namespace Actors;

/// <summary>How an actor is run; read once, when it is spawned.</summary>
public sealed partial class SpawnOptions
{
    /// <summary>How its messages wait. Unless set: <c>ActorsOptions.MailboxCapacity</c>, and so unbounded unless that is set.</summary>
    public Mailbox? Mailbox { get; set; }

    /// <summary>Whether its handlers and hooks get a cancellation token of the actor's own, which <c>Kill</c> cancels as well as the host's shutdown. Off unless set: then they share one of the host's, which costs nothing.</summary>
    public bool OwnsHandlerToken { get; set; }

    /// <summary>What happens to its children when they fail. Unless set: restart, as <c>ActorsOptions.MaxRestarts</c> and <c>RestartWindow</c> allow.</summary>
    public SupervisorStrategy? Children { get; set; }
}
