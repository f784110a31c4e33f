namespace Actors.Local;

/// <summary>Where an actor's life is.</summary>
internal enum Phase : byte
{
    /// <summary>Not started: messages wait.</summary>
    Created,

    /// <summary>Handles messages.</summary>
    Running,

    /// <summary>Handles the messages it has; takes no more.</summary>
    Draining,

    /// <summary>Over, or about to be.</summary>
    Ended,
}
