using System.Collections.Concurrent;
using Actors.Messaging;
using Channels;
using Channels.Atomics;

namespace Actors.Local;

/// <summary>What runs beside an actor on its behalf. Made when the first work begins.</summary>
internal sealed class BackgroundWork(ActorCell cell)
{
    // Completions that the mailbox no longer takes, because the actor drains.
    private readonly ConcurrentQueue<Notice> _late = new();

    // The present life's; replaced by the turn when a life ends.
    private BackgroundLife? _life;

    // How many run, of all lives; by any thread.
    private int _running;

    // Made by the turn that waits for them; completed by who ends last.
    private TaskCompletionSource? _idle;

    public bool IsRunning => Atomic.Read(ref _running) != 0;

    public bool HasLate => !_late.IsEmpty;

    /// <summary>Begins work; in the turn.</summary>
    public void Run(BackgroundJob job)
    {
        _life ??= new BackgroundLife(cell);
        Atomic.Increment(ref _running);
        cell.System.Scheduler.Schedule(new BackgroundRun(this, _life, cell, job), goesLast: true);
    }

    /// <summary>The actor's life is over: cancels what runs, and forgets how it ends; in the turn.</summary>
    public void EndLife()
    {
        _life?.End();
        _life = null;
    }

    /// <summary>A late completion, to be handled before the actor ends; in the turn.</summary>
    public bool TryTakeLate(out Envelope envelope)
    {
        bool isThere = _late.TryDequeue(out Notice? notice);
        envelope = isThere ? notice!.Envelope : default;
        return isThere;
    }

    /// <summary>Waits until nothing runs, or the time of a shutdown is over; in the turn.</summary>
    public async Task WhenIdleAsync()
    {
        TaskCompletionSource idle = new();
        // First the wait is there, then we look; who ends last counts down and then looks for it.
        Atomic.Exchange(ref _idle, idle);
        if (!IsRunning) idle.TrySetResult();
        await idle.Task.WaitAsync(cell.HandlerToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Work has ended with a message; from any thread.</summary>
    public async Task CompleteAsync(Notice notice, BackgroundLife life)
    {
        notice.Source = life;
        if (await cell.DeliverAsync(notice.Envelope).ConfigureAwait(false) == WriteStatus.Written || life.IsOver) return;
        _late.Enqueue(notice);
        cell.Signal(Signals.Front);
    }

    /// <summary>Work has ended, and its message is where the actor finds it; from any thread.</summary>
    public void CountDown()
    {
        if (Atomic.Decrement(ref _running) == 0) Atomic.Read(ref _idle)?.TrySetResult();
    }
}
