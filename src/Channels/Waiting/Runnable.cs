namespace Channels.Waiting;

/// <summary>Something that was made ready and runs for a short while: the continuation of a wait, the turn of an actor.</summary>
/// <remarks>Whoever made it ready queues it, once, and then it runs once. Queued to the thread pool, it may run next on the thread that made it ready, without a way through the pool; what stands there while the thread is blocked goes to another one after some milliseconds.</remarks>
public abstract class Runnable : IThreadPoolWorkItem
{
    /// <summary>Runs it soon: next on this thread, if this thread runs such work now, or on the thread pool.</summary>
    public void QueueNext() => RunNext.Queue(this);

    /// <summary>Runs it on the thread pool, behind everything that waits there already.</summary>
    public void QueueLast() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    /// <summary>Runs it here and now; for whoever it was queued to, such as the scheduler of a test.</summary>
    public abstract void Run();

    /// <summary>Runs it, and then what it makes ready.</summary>
    void IThreadPoolWorkItem.Execute() => RunNext.Run(this);
}
