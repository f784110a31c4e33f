using Actors.Messaging;

namespace Actors.Local;

/// <summary>Runs turns on the thread pool, where a handler that blocks holds one thread and the pool makes up for it.</summary>
internal sealed class PoolScheduler : IActorScheduler
{
    // A turn that was woken runs soon and near what woke it; one that has had its share goes behind everybody.
    public void Schedule(IThreadPoolWorkItem item, bool goesLast) => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: !goesLast);
}
