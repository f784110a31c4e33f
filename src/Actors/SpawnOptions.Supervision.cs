namespace Actors;

public sealed partial class SpawnOptions
{
    /// <summary>Whether it is restarted when it failed, or stopped itself; <see cref="RestartType.Transient"/> unless set: after a failure only.</summary>
    public RestartType Restart { get; set; } = RestartType.Transient;

    /// <summary>Whether its supervisor stops when it ends by itself, as the supervisor's <see cref="SupervisorStrategy.AutoShutdown"/> says; false unless set. Not for actors that are <see cref="RestartType.Permanent"/>, which do not end by themselves.</summary>
    public bool IsSignificant { get; set; }

    /// <summary>How often a message whose handler threw is handled again, by the new instance after the restart and before all that waits; 0 unless set, at most 100. Each of these restarts is counted as any other.</summary>
    /// <remarks>For failures that pass, and handlers that may run twice. An asker waits for the outcome: the reply, or the last exception, at once when the actor is not restarted any more. Messages that are structs are not handled again.</remarks>
    public int MessageRetries { get; set; }

    /// <summary>How long its supervisor waits for it to end, when the supervisor itself ends or is restarted, or restarts it with its siblings; then it is killed. As long as it takes unless set, with a warning in the log after 5 seconds; above zero, at most a day.</summary>
    /// <remarks>Counted from when it was told to, for the message at hand and its own hook; its children have limits of their own. Draining takes as long as it takes. An actor with a limit has a handler token of its own, as with <see cref="OwnsHandlerToken"/>: being killed cancels it.</remarks>
    public TimeSpan? StopTimeout { get; set; }
}
