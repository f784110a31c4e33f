namespace Actors;

/// <summary>What a supervisor does when a child fails: decides about it, and says which of its siblings share its fate. Pure, so that the same failures always get the same answer.</summary>
/// <remarks>Restarts of all children of one supervisor are counted together, as in OTP, and those of siblings together are one: more than <see cref="MaxRestarts"/> within <see cref="Within"/> and the failing child is stopped, and the failure becomes its supervisor's own.</remarks>
public abstract class SupervisorStrategy
{
    private readonly Func<Failure, Directive>? _decide;

    private protected SupervisorStrategy(int maxRestarts, TimeSpan? within, Func<Failure, Directive>? decide)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxRestarts);
        if (within <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(within), within, $"Restarts are counted within a time, but that is {within}. Give a positive time.");
        MaxRestarts = maxRestarts;
        Within = within ?? TimeSpan.FromSeconds(5);
        _decide = decide;
    }

    /// <summary>How many restarts are allowed within <see cref="Within"/>; 0 for none.</summary>
    public int MaxRestarts { get; }

    /// <summary>The sliding window in which restarts are counted.</summary>
    public TimeSpan Within { get; }

    /// <summary>How long to wait before a restart; not at all unless set. Restarts that wait are counted like others: allow fewer than come together in that time, or the limit is never met.</summary>
    public RestartBackoff? Backoff { get; init; }

    /// <summary>Whether the supervisor stops itself when its significant children have ended; <see cref="AutoShutdown.Never"/> unless set. For the actors of the host the supervisor is the host, which then stops as if it had been asked to.</summary>
    public AutoShutdown AutoShutdown { get; init; }

    /// <summary>What is to be done about a failure: <see cref="Directive.Restart"/>, unless the strategy was given a function that says otherwise. Called on the thread of the failed actor, between two of its messages.</summary>
    public Directive Decide(Failure failure) => _decide?.Invoke(failure) ?? Directive.Restart;

    /// <summary>Whether siblings are ever restarted together.</summary>
    internal virtual bool RestartsSiblings => true;

    /// <summary>Whether children are stopped all at once, and not one after the other.</summary>
    internal virtual bool StopsAtOnce => false;

    /// <summary>Whether a child is restarted when another, or it itself, has failed.</summary>
    /// <param name="child">Its place in the order in which the children were started.</param>
    /// <param name="failed">The place of the one that failed.</param>
    internal abstract bool Affects(int child, int failed);
}
