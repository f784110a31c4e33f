namespace Actors;

/// <summary>An actor deferred its answer, and there will be none: it was restarted, or let go of the <see cref="Reply{TReply}"/>. Ask again.</summary>
public sealed class ReplyDroppedException : ActorException
{
    internal ReplyDroppedException(ActorPath actor, string message, Exception? cause = null)
        : base(message, cause) => Actor = actor;

    /// <summary>Who owed the answer. If it was restarted, <see cref="Exception.InnerException"/> is why.</summary>
    public ActorPath Actor { get; }
}
