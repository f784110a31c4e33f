namespace Actors;

public static partial class ActorRefExtensions
{
    /// <summary>Waits until an actor has started: <c>await Context.Spawn&lt;Worker>().WhenStartedAsync(cancellationToken)</c> starts children one after the other, and fails where one of them does.</summary>
    /// <param name="actor">Whose start; it may have started already. One whose start hook waits for the caller's own never gets there.</param>
    /// <param name="cancellationToken">Ends this wait.</param>
    /// <exception cref="ActorStartException">Its constructor or start hook threw.</exception>
    /// <exception cref="ActorStoppedException">It was stopped before it started, or has ended since.</exception>
    public static Task WhenStartedAsync(this IActorRef actor, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Life.Started.WaitAsync(cancellationToken);
    }

    /// <summary>Where an actor's life is: running, between two instances, on its way to its end.</summary>
    /// <param name="actor">Whose life.</param>
    /// <returns>Of this moment, and perhaps of no other; for people and for supervisors that look after their children: <c>Context.Children.Count(child => child.GetState() == ActorState.Restarting)</c>. Safe from any thread.</returns>
    public static ActorState GetState(this IActorRef actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Life.State;
    }
}
