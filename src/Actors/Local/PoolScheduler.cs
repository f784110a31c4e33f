using Actors.Messaging;
using Channels.Waiting;

namespace Actors.Local;

/// <summary>Runs turns on the thread pool, where a handler that blocks holds one thread and the pool makes up for it.</summary>
internal sealed class PoolScheduler : IActorScheduler
{
    public void Schedule(Runnable runnable, bool goesLast)
    {
        // A turn that was woken runs next on the thread that woke it; one that has had its share goes behind everybody.
        if (goesLast) runnable.QueueLast();
        else runnable.QueueNext();
    }
}
