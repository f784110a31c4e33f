namespace Actors;

/// <summary>How long to wait before a restart: each time longer, up to a limit, and less again once the actor has been well for a while.</summary>
/// <remarks>Meanwhile messages wait in the mailbox, and the actor can be stopped as at any time. Pure: the same numbers give the same delay.</remarks>
public sealed class RestartBackoff
{
    /// <summary>Waits <paramref name="first"/> before the first restart, <paramref name="factor"/> times as long before each that follows it, and never more than <paramref name="max"/>.</summary>
    /// <param name="first">Above zero.</param>
    /// <param name="max">At least <paramref name="first"/>; jitter included.</param>
    /// <param name="factor">1 or more; 2 by default.</param>
    /// <param name="jitter">From 0 to 1: a part of each delay, this large at most, is left to chance, so that what failed together does not come back together; 0.2 by default.</param>
    /// <param name="resetAfter">How long an actor has to go without a failure to begin with <paramref name="first"/> again; <paramref name="max"/> unless given, above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public RestartBackoff(TimeSpan first, TimeSpan max, double factor = 2, double jitter = 0.2, TimeSpan? resetAfter = null)
    {
        if (first <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(first), first, $"The first delay is {first}, which is no wait. Give a positive time, or leave the strategy without a backoff.");
        if (max < first || max > TimeSpan.FromDays(1))
            throw new ArgumentOutOfRangeException(nameof(max), max, $"Delays go from {first} up to a limit, but that is {max}. Give {first} or more, and at most a day.");
        if (!(factor >= 1) || double.IsInfinity(factor))
            throw new ArgumentOutOfRangeException(nameof(factor), factor, $"Each delay is the one before times {factor}, which makes it shorter, or no number. Give 1 or more.");
        if (!(jitter is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(jitter), jitter, $"The part of a delay that is left to chance is {jitter}. Give 0 to 1.");
        if (resetAfter <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(resetAfter), resetAfter, $"An actor is well again after {resetAfter}, which is no time. Give a positive time.");

        First = first;
        Max = max;
        Factor = factor;
        Jitter = jitter;
        ResetAfter = resetAfter ?? max;
    }

    /// <summary>The wait before the first restart.</summary>
    public TimeSpan First { get; }

    /// <summary>The longest wait.</summary>
    public TimeSpan Max { get; }

    /// <summary>How much longer each wait is than the one before.</summary>
    public double Factor { get; }

    /// <summary>The part of each wait that is left to chance, at most.</summary>
    public double Jitter { get; }

    /// <summary>How long without a failure until the waits begin anew.</summary>
    public TimeSpan ResetAfter { get; }

    /// <summary>The wait before a restart.</summary>
    /// <param name="restart">Which one since the actor was last well, from 1.</param>
    /// <param name="chance">From 0 to 1: where in the jitter's range the wait is to be, its full length at 0.</param>
    public TimeSpan DelayBefore(int restart, double chance)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(restart, 1);
        // Compared as numbers: the power is soon more than a TimeSpan holds.
        double full = Math.Min(First.TotalMilliseconds * Math.Pow(Factor, restart - 1), Max.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(full * (1 - (Jitter * chance)));
    }
}
