using Channels.Waiting;

namespace Channels;

/// <summary>A wait for room, in the line of a channel's writers: to write a value, to reserve room, or to know of room. The channel settles it under its gate and completes it outside.</summary>
internal abstract class WriteWaiter<T> : LineWaiter
{
    /// <summary>Whether it wants to know of room and leaves it.</summary>
    public bool IsHint { get; set; }

    /// <summary>How much room it wants set aside; 0 if it brings a value.</summary>
    public int Reserved { get; set; }

    /// <summary>The value it brings; its own again unless <see cref="Outcome"/> is <see cref="WriteStatus.Written"/>.</summary>
    public T Item { get; set; } = default!;

    /// <summary>How it ended; Full means that it may look again.</summary>
    protected WriteStatus Outcome { get; private set; }

    /// <summary>The channel took its value, or set the room aside.</summary>
    public void Accept()
    {
        Outcome = WriteStatus.Written;
        Item = default!;
    }

    /// <summary>Tells it that there may be room: it has to look again.</summary>
    public void TellLook() => Outcome = WriteStatus.Full;

    /// <summary>Tells it that the channel takes no more values.</summary>
    public void TellClosed() => Outcome = WriteStatus.Closed;
}
