namespace Actors;

/// <summary>How an actor is run; read once, when it is spawned.</summary>
public sealed partial class SpawnOptions
{
    /// <summary>How its messages wait. Unless set: <c>ActorsOptions.MailboxCapacity</c>, and so unbounded unless that is set.</summary>
    public Mailbox? Mailbox { get; set; }

    /// <summary>What happens to its children when they fail. Unless set: restart, as <c>ActorsOptions.MaxRestarts</c> and <c>RestartWindow</c> allow.</summary>
    public SupervisorStrategy? Children { get; set; }
}
