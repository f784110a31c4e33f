using Actors.Messaging;

namespace Actors;

/// <summary>Work beside an actor whose end comes back to it as a message.</summary>
internal abstract class BackgroundJob
{
    /// <summary>Does the work; beside the actor, not in its turn.</summary>
    /// <returns>What the actor is told.</returns>
    /// <remarks>Throws if the work failed and nobody said which message that is.</remarks>
    public abstract Task<Notice> RunAsync(CancellationToken cancellationToken);
}
