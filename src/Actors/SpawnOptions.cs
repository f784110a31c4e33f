namespace Actors;

/// <summary>How an actor is run; read once, when it is spawned.</summary>
public sealed partial class SpawnOptions
{
    private TimeSpan? _idleTimeout;
    private int? _stashCapacity;

    /// <summary>How its messages wait. Unless set: <c>ActorsOptions.MailboxCapacity</c>, and so unbounded unless that is set.</summary>
    public Mailbox? Mailbox { get; set; }

    /// <summary>Whether its handlers and hooks get a cancellation token of the actor's own, which <c>Kill</c> cancels as well as the host's shutdown. Off unless set: then they share one of the host's, which costs nothing.</summary>
    public bool OwnsHandlerToken { get; set; }

    /// <summary>Stops the actor when it had no message for so long, 1 ms or more, and at most a quarter longer. What arrives while it stops is still handled. Never unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1 ms.</exception>
    public TimeSpan? IdleTimeout
    {
        get => _idleTimeout;
        set => _idleTimeout = !(value < TimeSpan.FromMilliseconds(1)) ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"An actor is not idle after {value}. Give 1 ms or more, or null for never.");
    }

    /// <summary>How many messages it may put aside with <c>this.Stash()</c>, 1 or more; one more is a <see cref="StashFullException"/>. No bound unless set; beside the mailbox's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is below 1.</exception>
    public int? StashCapacity
    {
        get => _stashCapacity;
        set => _stashCapacity = !(value < 1) ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"A stash has room for at least one message, but its capacity is {value}. Give 1 or more, or null for no bound.");
    }

    /// <summary>What happens to its children when they fail. Unless set: restart, as <c>ActorsOptions.MaxRestarts</c> and <c>RestartWindow</c> allow.</summary>
    public SupervisorStrategy? Children { get; set; }
}
