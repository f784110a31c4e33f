namespace Actors;

/// <summary>Decides about actors that fail; pure, so that the same failures always get the same answer.</summary>
/// <remarks>Restarts of all children of one supervisor are counted together, as in OTP: more than <see cref="MaxRestarts"/> within <see cref="Within"/> and the failing child is stopped, and the failure becomes its supervisor's own.</remarks>
public abstract class SupervisorStrategy
{
    private protected SupervisorStrategy(int maxRestarts, TimeSpan within)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxRestarts);
        if (within <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(within), within, $"Restarts are counted within a time, but that is {within}. Give a positive time.");
        MaxRestarts = maxRestarts;
        Within = within;
    }

    /// <summary>How many restarts are allowed within <see cref="Within"/>; 0 for none.</summary>
    public int MaxRestarts { get; }

    /// <summary>The sliding window in which restarts are counted.</summary>
    public TimeSpan Within { get; }

    /// <summary>What is to be done about a failure; called on the thread of the failed actor, between two of its messages.</summary>
    public abstract Directive Decide(Failure failure);
}
