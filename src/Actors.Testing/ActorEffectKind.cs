namespace Actors.Testing;

/// <summary>The kinds of <see cref="ActorEffect"/>.</summary>
public enum ActorEffectKind
{
    /// <summary>An actor was spawned.</summary>
    Spawned,

    /// <summary>A message came to its handler.</summary>
    Told,

    /// <summary>An instance was replaced after a failure.</summary>
    Restarted,

    /// <summary>An actor ended for good.</summary>
    Stopped,
}
