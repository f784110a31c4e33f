namespace Actors;

/// <summary>Why an actor ended for good; a restart is no end.</summary>
public enum StopReason
{
    /// <summary>Somebody asked it to, or it stopped itself.</summary>
    Stopped,

    /// <summary>It failed, or could not start, and its supervisor did not restart it. <see cref="Terminated.Error"/> is the failure.</summary>
    Failed,

    /// <summary>It was killed.</summary>
    Killed,

    /// <summary>The host stopped.</summary>
    HostStopping,

    /// <summary>It had nothing to do for as long as its idle timeout says.</summary>
    Idle,
}
