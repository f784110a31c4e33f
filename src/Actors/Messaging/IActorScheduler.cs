using Channels.Waiting;

namespace Actors.Messaging;

/// <summary>Where turns run: called once per wake, not once per message, and for everything that a turn continues.</summary>
/// <remarks>
/// The thread pool, unless another is registered as a service before <c>AddActors</c>: the seeded scheduler of
/// Actors.Testing is one. A scheduler decides when and on which thread a turn runs; it must run each item once for each
/// time that it was scheduled, by <see cref="Runnable.Run"/>, and never two at the same time for the same item.
/// </remarks>
public interface IActorScheduler
{
    /// <summary>Runs it soon; called from any thread.</summary>
    /// <param name="runnable">A turn of an actor, or the continuation of somebody who awaits one. Its text says which.</param>
    /// <param name="goesLast">Whether it has had its share and goes behind everything that waits already.</param>
    void Schedule(Runnable runnable, bool goesLast);
}
