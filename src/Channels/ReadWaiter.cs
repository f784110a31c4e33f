using Channels.Waiting;

namespace Channels;

/// <summary>A wait for a value, in the line of a channel's readers. The channel fills it under its gate and completes it outside.</summary>
/// <remarks>The value is handed over, not announced: nobody who comes later can take it away, and a wait whose token was cancelled before has got none.</remarks>
internal abstract class ReadWaiter<T> : LineWaiter
{
    /// <summary>Whether it wants to know of a value and leaves it where it is.</summary>
    public bool IsHint { get; set; }

    /// <summary>How many it wants, in a line where that can be said; asked under the line's gate.</summary>
    public virtual int Wanted => 1;

    protected ReadStatus Outcome { get; private set; }

    protected T Item { get; private set; } = default!;

    /// <summary>Gives it the value.</summary>
    public void HandOver(T item)
    {
        Item = item;
        Outcome = ReadStatus.Read;
    }

    /// <summary>Tells it that there may be a value to be had: it has to look again.</summary>
    public void TellLook() => Outcome = ReadStatus.Empty;

    /// <summary>Tells it that there will never be a value.</summary>
    public void TellClosed() => Outcome = ReadStatus.Closed;

    /// <summary>The value, which the wait then holds no longer: an idle channel keeps nothing of its users' alive.</summary>
    protected T TakeItem()
    {
        T item = Item;
        Item = default!;
        return item;
    }
}
