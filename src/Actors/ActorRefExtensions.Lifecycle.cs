namespace Actors;

public static partial class ActorRefExtensions
{
    /// <summary>Waits for an actor's end without asking it to stop.</summary>
    /// <param name="actor">Whose end; it may have ended already.</param>
    /// <param name="cancellationToken">Ends this wait.</param>
    /// <returns>Why it ended; completed when the actor, and its children before it, have ended and its name is free. A restart is no end. From any thread, any number of times.</returns>
    public static Task<Terminated> WhenTerminatedAsync(this IActorRef actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Life.Ended.WaitAsync(cancellationToken);
    }
}
