namespace Actors.Local;

/// <summary>How often an actor was restarted since it was last well. Touched only inside its turn.</summary>
internal sealed class BackoffCount
{
    private int _restarts;
    private long? _lastBegan;

    /// <summary>The wait before the restart that is due now.</summary>
    public TimeSpan Next(RestartBackoff backoff, LocalActorSystem system)
    {
        if (_lastBegan is { } began && system.Time.GetElapsedTime(began) >= backoff.ResetAfter) _restarts = 0;
        // Beyond this no wait is longer.
        _restarts = Math.Min(_restarts + 1, 1000);
        return backoff.DelayBefore(_restarts, system.Dice.Roll());
    }

    /// <summary>A new instance has begun: from now on it may be well.</summary>
    public void NoteBegin(TimeProvider time) => _lastBegan = time.GetTimestamp();
}
