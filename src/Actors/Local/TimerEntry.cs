namespace Actors.Local;

/// <summary>Something that is due at a time. It lies in its system's <see cref="TimerQueue"/> once, or not at all.</summary>
internal abstract class TimerEntry
{
    /// <summary>When, in ticks of the queue; the queue's, under its gate.</summary>
    public long Due { get; set; }

    /// <summary>Where it lies in the queue, or -1; the queue's, under its gate.</summary>
    public int Place { get; set; } = -1;

    /// <summary>After how many ticks it is due again; 0 for never. Instants that nobody came to in time are skipped.</summary>
    public long Period { get; protected init; }

    /// <summary>It is due. On the timer's thread, outside the queue's gate; it may have been cancelled, or set again, just now.</summary>
    public abstract void OnDue();
}
