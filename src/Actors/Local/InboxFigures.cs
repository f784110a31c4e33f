namespace Actors.Local;

/// <summary>How an inbox stood when somebody looked.</summary>
/// <param name="Accepted">Messages that it ever took in.</param>
/// <param name="Waiting">Those that wait; the one that is being handled is not among them.</param>
/// <param name="IsHandling">Whether one is being handled.</param>
/// <param name="HighWater">The most that waited when a turn began, and the capacity if a sender ever found no room.</param>
internal readonly record struct InboxFigures(long Accepted, int Waiting, bool IsHandling, int HighWater)
{
    /// <summary>Messages that wait or are being handled.</summary>
    public long Pending => Waiting + (IsHandling ? 1 : 0);
}
