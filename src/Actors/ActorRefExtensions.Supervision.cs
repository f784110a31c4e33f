namespace Actors;

public static partial class ActorRefExtensions
{
    /// <summary>Where an actor's life is: running, between two instances, on its way to its end.</summary>
    /// <param name="actor">Whose life.</param>
    /// <returns>Of this moment, and perhaps of no other; for people and for supervisors that look after their children: <c>Context.Children.Count(child => child.GetState() == ActorState.Restarting)</c>. Safe from any thread.</returns>
    public static ActorState GetState(this IActorRef actor)
    {
        ArgumentNullException.ThrowIfNull(actor);
        return actor.Life.State;
    }
}
