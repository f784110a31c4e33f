using Channels.Atomics;

namespace Actors.Messaging;

/// <summary>The Asks that one actor has yet to answer, although it has handled them; they end with its instance.</summary>
internal sealed class OwedReplies
{
    // Guards the set: replies are used on any thread.
    private readonly Gate _gate = new();
    private readonly HashSet<(Ask Ask, int Life)> _asks = [];

    public void Add(Ask ask, int life)
    {
        using (_gate.Enter()) _asks.Add((ask, life));
    }

    public void Remove(Ask ask, int life)
    {
        using (_gate.Enter()) _asks.Remove((ask, life));
    }

    /// <summary>The instance that owed them is gone.</summary>
    public void FailAll(Func<Exception> reason, AskOutcome outcome)
    {
        (Ask Ask, int Life)[] owed;
        using (_gate.Enter())
        {
            if (_asks.Count == 0) return;
            owed = [.. _asks];
            _asks.Clear();
        }

        foreach ((Ask ask, int life) in owed) ask.TryFail(life, reason(), outcome);
    }
}
