namespace Actors;

/// <summary>Whether an actor gets a new instance when the one it has comes to its end by itself: because it failed, or because it called <see cref="ActorContext.Stop"/>. OTP's restart types.</summary>
/// <remarks>Who stops the actor from outside ends it for good, whatever its type.</remarks>
public enum RestartType
{
    /// <summary>Restarted after a failure, and also after it stopped itself.</summary>
    Permanent,

    /// <summary>Restarted after a failure; ends when it stops itself. The default.</summary>
    Transient,

    /// <summary>Never restarted: it ends with its first failure, which goes no further. Not counted by the supervisor.</summary>
    Temporary,
}
