namespace Channels;

/// <summary>Clocks as receivers: read for what they give, or waited for beside other channels in a <see cref="Select"/> or a merge.</summary>
/// <remarks>
/// <para>
/// A timer holds its next instant and nothing else, and needs no clock while nobody waits for it: one that is forgotten
/// costs nothing. It has no senders, and is closed by <see cref="Receiver{T}.Close"/> and by the last <c>Dispose</c>;
/// an instant that was due then can still be read after a close. As with every <see cref="SharedReceiver{T}"/> each
/// instant goes to one reader, first come first served, and a wait that is cancelled has taken none.
/// </para>
/// <para>Instants are in UTC and counted from the moment the timer was made: they do not jump when the system's clock is set.</para>
/// </remarks>
public static class Timers
{
    /// <summary>One instant, after a time; then the channel is closed.</summary>
    /// <param name="delay">Zero or more; zero is due at once.</param>
    /// <param name="timeProvider">The clock; the system's if <see langword="null"/>.</param>
    /// <returns>Gives the instant for which it was set, however late it is read. crossbeam's <c>after</c>, which never closes: a second read there waits for ever, here it finds the end.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is negative, or leads beyond the year 9999. For a timer that never fires take <see cref="Never{T}"/>.</exception>
    public static SharedReceiver<DateTimeOffset> After(TimeSpan delay, TimeProvider? timeProvider = null)
    {
        TimeProvider time = timeProvider ?? TimeProvider.System;
        DateTimeOffset now = time.GetUtcNow();
        if (delay < TimeSpan.Zero || delay > DateTimeOffset.MaxValue - now)
            throw new ArgumentOutOfRangeException(nameof(delay), delay, "A delay is zero or more and ends before the year 10000. For a timer that never fires take Timers.Never.");
        return Create(time, now, delay, null);
    }

    /// <summary>One instant, at a given time; then the channel is closed.</summary>
    /// <param name="due">When; one that has passed is due at once. The time until then is taken now, so a system clock that is set later does not move it.</param>
    /// <param name="timeProvider">The clock; the system's if <see langword="null"/>.</param>
    /// <returns>As <see cref="After"/>; the instant is <paramref name="due"/>. crossbeam's <c>at</c>.</returns>
    public static SharedReceiver<DateTimeOffset> At(DateTimeOffset due, TimeProvider? timeProvider = null)
    {
        TimeProvider time = timeProvider ?? TimeProvider.System;
        DateTimeOffset now = time.GetUtcNow();
        return Create(time, now, due - now, null);
    }

    /// <summary>An instant every period, for whoever keeps up.</summary>
    /// <param name="period">More than zero. The first instant comes after one period.</param>
    /// <param name="timeProvider">The clock; the system's if <see langword="null"/>.</param>
    /// <returns>
    /// Holds one instant. Read late, it gives the one that was due, once; those that were missed meanwhile are skipped, and
    /// the next comes a period after the read. crossbeam's <c>tick</c>.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is zero or negative, or leads beyond the year 9999.</exception>
    public static SharedReceiver<DateTimeOffset> Tick(TimeSpan period, TimeProvider? timeProvider = null)
    {
        TimeProvider time = timeProvider ?? TimeProvider.System;
        DateTimeOffset now = time.GetUtcNow();
        if (period <= TimeSpan.Zero || period > DateTimeOffset.MaxValue - now)
            throw new ArgumentOutOfRangeException(nameof(period), period, "A period is longer than zero and ends before the year 10000. For a timer that never fires take Timers.Never.");
        return Create(time, now, period, period);
    }

    /// <summary>A receiver that never gives anything: what stands in for a channel that is not there. It can be closed, which ends its waits. crossbeam's <c>never</c>.</summary>
    public static SharedReceiver<T> Never<T>() => new(new TimerChannel<T>(TimeProvider.System, null, null, static _ => default!));

    private static SharedReceiver<DateTimeOffset> Create(TimeProvider time, DateTimeOffset now, TimeSpan delay, TimeSpan? period) =>
        new(new TimerChannel<DateTimeOffset>(time, delay, period, sinceStart => now + sinceStart));
}
