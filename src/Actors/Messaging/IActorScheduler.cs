namespace Actors.Messaging;

/// <summary>Where turns run: called once per wake, not once per message, and for everything that a turn continues.</summary>
internal interface IActorScheduler
{
    /// <summary>Runs the item soon; from any thread.</summary>
    /// <param name="item">A turn, or the continuation of an Ask.</param>
    /// <param name="goesLast">Whether it has had its share and goes behind everything that waits already.</param>
    void Schedule(IThreadPoolWorkItem item, bool goesLast);
}
