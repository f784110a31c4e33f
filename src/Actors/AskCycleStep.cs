namespace Actors;

/// <summary>One actor in a cycle of Asks, and what it is held by.</summary>
/// <param name="Actor">Which actor.</param>
/// <param name="Message">The type of the message that it handles, or cannot come to: it awaits the answer of the next in the cycle.</param>
public readonly record struct AskCycleStep(ActorPath Actor, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Actor.Name}({Message})";
}
