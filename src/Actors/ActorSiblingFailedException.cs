namespace Actors;

/// <summary>Why an actor is restarted that did not fail itself: a sibling did, and their supervisor's strategy restarts them together. <see cref="Exception.InnerException"/> is the sibling's failure, if it did not just stop itself.</summary>
public sealed class ActorSiblingFailedException : ActorException
{
    internal ActorSiblingFailedException(ActorPath sibling, Exception? cause)
        : base(cause is null ? $"{sibling} stopped itself, and is restarted with its siblings." : $"{sibling} failed, and is restarted with its siblings: {cause.Message}", cause) =>
        Sibling = sibling;

    /// <summary>Which sibling.</summary>
    public ActorPath Sibling { get; }
}
