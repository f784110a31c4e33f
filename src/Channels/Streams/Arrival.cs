namespace Channels.Streams;

/// <summary>What an <see cref="Intake{T}"/> has for its combinator.</summary>
internal enum Arrival
{
    /// <summary>An item.</summary>
    Item,

    /// <summary>Nothing yet: wait, and look again.</summary>
    Nothing,

    /// <summary>Nothing any more: the sources are at their end, one failed, or the token was cancelled.</summary>
    End,
}
