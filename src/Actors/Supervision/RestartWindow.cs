using Channels.Atomics;

namespace Actors.Supervision;

/// <summary>Counts how often the children of one supervisor were restarted lately.</summary>
internal sealed class RestartWindow(SupervisorStrategy strategy, TimeProvider time)
{
    // Guards _restarts: children fail on their own threads.
    private readonly Gate _gate = new();
    private readonly Queue<long> _restarts = new();

    /// <summary>Counts a restart; false if it is one too many, and then it is not to happen.</summary>
    /// <remarks>The window is inclusive, as OTP's: a restart exactly <see cref="SupervisorStrategy.Within"/> ago still counts.</remarks>
    public bool TryCount(out int count)
    {
        long now = time.GetTimestamp();
        using (_gate.Enter())
        {
            while (_restarts.TryPeek(out long oldest) && time.GetElapsedTime(oldest, now) > strategy.Within) _restarts.Dequeue();
            count = _restarts.Count + 1;
            if (count > strategy.MaxRestarts) return false;
            _restarts.Enqueue(now);
            return true;
        }
    }
}
