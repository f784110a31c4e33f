namespace Actors.Hosting;

/// <summary>How a host's actors run, where they do not say otherwise themselves. Bound from the configuration section <c>Actors</c>, and validated when the host starts.</summary>
public sealed class ActorsOptions
{
    /// <summary>The name of the configuration section.</summary>
    public const string Section = "Actors";

    /// <summary>How long an <c>AskAsync</c> waits that is given no timeout; 30 seconds by default, above zero.</summary>
    public TimeSpan AskTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What happens when actors ask each other in a cycle, so that each would wait for the next one's answer; by default the Ask that closes the cycle fails.</summary>
    public AskCyclePolicy AskCycles { get; set; } = AskCyclePolicy.Fail;

    /// <summary>How long the actors may handle what they have when the host stops. By default, and at most, what <c>HostOptions.ShutdownTimeout</c> leaves; above zero.</summary>
    public TimeSpan? DrainTimeout { get; set; }

    /// <summary>The most messages that wait in a mailbox whose actor was given none of its own; no bound by default, 1 or more.</summary>
    public int? MailboxCapacity { get; set; }

    /// <summary>How many restarts the children of one supervisor, and the actors of the host, are allowed together within <see cref="RestartWindow"/>, where the supervisor has no strategy of its own; 3 by default, 0 for none.</summary>
    public int MaxRestarts { get; set; } = 3;

    /// <summary>The sliding window for <see cref="MaxRestarts"/>; 5 seconds by default, above zero.</summary>
    public TimeSpan RestartWindow { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether a second SIGTERM, SIGINT or SIGQUIT, while the host already stops, ends the drain at once, with the account as ever; true by default. The host alone would ignore it.</summary>
    public bool EndDrainOnSecondSignal { get; set; } = true;

    /// <summary>After what time an actor is named in a warning, once, that holds a thread of the pool in one turn, runs without a pause, or whose handler does not return; 10 seconds by default, above zero, at most a day, <see langword="null"/> for never. It is looked for four times within that time, by a thread of its own, among at most 100,000 actors.</summary>
    public TimeSpan? SlowTurnWarning { get; set; } = TimeSpan.FromSeconds(10);
}
