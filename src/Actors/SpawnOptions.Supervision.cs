namespace Actors;

public sealed partial class SpawnOptions
{
    /// <summary>Whether it is restarted when it failed, or stopped itself; <see cref="RestartType.Transient"/> unless set: after a failure only.</summary>
    public RestartType Restart { get; set; } = RestartType.Transient;

    /// <summary>Whether its supervisor stops when it ends by itself, as the supervisor's <see cref="SupervisorStrategy.AutoShutdown"/> says; false unless set. Not for actors that are <see cref="RestartType.Permanent"/>, which do not end by themselves.</summary>
    public bool IsSignificant { get; set; }
}
