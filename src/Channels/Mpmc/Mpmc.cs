using System.Threading.Channels;

namespace Channels;

/// <summary>Channels of many senders and many receivers: each value goes to exactly one receiver, and those who wait are served first come first served.</summary>
/// <remarks>
/// <code>
/// var (sender, receiver) = Mpmc.Bounded&lt;string&gt;(100);
/// SharedReceiver&lt;string&gt; second = receiver.Clone();
/// await sender.WriteAsync("hello");
/// string value = await second.ReadAsync();
/// </code>
/// </remarks>
public static class Mpmc
{
    /// <summary>A channel that holds at most <paramref name="capacity"/> values; writers wait for room.</summary>
    /// <param name="capacity">1 or more. Memory grows with what is in the channel, not with this number. For a capacity of 0 take <see cref="Rendezvous{T}"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1.</exception>
    public static (Sender<T> Sender, SharedReceiver<T> Receiver) Bounded<T>(int capacity)
    {
        ThrowIfBelowOne(capacity);
        return Create(new MpmcChannel<T>(capacity));
    }

    /// <summary>A channel that holds at most <paramref name="capacity"/> values, where a write that finds no room drops a value instead of waiting.</summary>
    /// <param name="capacity">1 or more.</param>
    /// <param name="fullMode">Which value is dropped, with the meaning of System.Threading.Channels: a write takes place at once and counts as written, even if its own value was the one dropped. With <see cref="BoundedChannelFullMode.Wait"/> none is, as in <see cref="Bounded{T}(int)"/>.</param>
    /// <param name="dropped">Gets each value that was dropped, on the thread that wrote, before the write returns; it may use the channel. What it throws, the write throws.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1, or <paramref name="fullMode"/> is no mode.</exception>
    /// <remarks>Room that permits have set aside is not dropped into: if they hold all of it, the value of the write is the one dropped.</remarks>
    public static (Sender<T> Sender, SharedReceiver<T> Receiver) Bounded<T>(int capacity, BoundedChannelFullMode fullMode, Action<T> dropped) =>
        Create(Dropping(capacity, fullMode, dropped));

    /// <summary>A channel without a bound: writing never waits, and memory grows while the receivers lag behind. It is given back once they caught up.</summary>
    public static (Sender<T> Sender, SharedReceiver<T> Receiver) Unbounded<T>() => Create(new MpmcChannel<T>(null));

    /// <summary>A channel that holds nothing: a write ends when a receiver has the value, and a read when a sender brought one.</summary>
    /// <remarks>
    /// <see cref="Sender{T}.TryWrite(T)"/> succeeds only if a read waits, <see cref="Receiver{T}.TryRead(out T)"/> only if a
    /// write does, and the count is always 0. A wait to read ends when a write begins to wait, and a wait to write when a
    /// read does; two of them do not end each other. There is no room to set aside, so reserving throws
    /// <see cref="NotSupportedException"/>, as does <see cref="Sender{T}.ForceWrite"/>.
    /// </remarks>
    public static (Sender<T> Sender, SharedReceiver<T> Receiver) Rendezvous<T>() => Create(new MpmcChannel<T>(0));

    /// <summary>A channel that gives the least value first, and equal ones in the order they were written.</summary>
    /// <param name="comparer">What comes first; <see cref="Comparer{T}.Default"/> if <see langword="null"/>. It is called while the channel is locked: it must be quick and must not use the channel. If it throws, the call that needed it throws and nothing has changed; if that was to let the value of a waiting writer in, the channel is closed with the exception.</param>
    /// <param name="capacity">1 or more, or <see langword="null"/> for no bound. Writers that wait for room are let in first come first served, whatever they bring.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1.</exception>
    /// <remarks>With a bound, <see cref="Sender{T}.ForceWrite"/> throws <see cref="NotSupportedException"/>: a heap does not know its oldest value.</remarks>
    public static (Sender<T> Sender, SharedReceiver<T> Receiver) Prioritized<T>(IComparer<T>? comparer = null, int? capacity = null)
    {
        if (capacity is { } bound) ThrowIfBelowOne(bound);
        return Create(new MpmcChannel<T>(capacity, comparer ?? Comparer<T>.Default));
    }

    internal static MpmcChannel<T> Dropping<T>(int capacity, BoundedChannelFullMode fullMode, Action<T> dropped)
    {
        ThrowIfBelowOne(capacity);
        ArgumentNullException.ThrowIfNull(dropped);
        if (!Enum.IsDefined(fullMode))
            throw new ArgumentOutOfRangeException(nameof(fullMode), fullMode, "A full channel waits, or drops its newest value, its oldest, or the one that is written: give one of the four modes.");
        return new MpmcChannel<T>(capacity, fullMode: fullMode, dropped: dropped);
    }

    private static (Sender<T>, SharedReceiver<T>) Create<T>(MpmcChannel<T> channel) => (new MpmcSender<T>(channel), new SharedReceiver<T>(channel));

    private static void ThrowIfBelowOne(int capacity)
    {
        if (capacity < 1)
        {
            throw new ArgumentOutOfRangeException(
                nameof(capacity), capacity, $"A bounded channel needs room for at least one value, but the capacity is {capacity}. Give 1 or more, or take {nameof(Unbounded)} for no bound, {nameof(Rendezvous)} for no room.");
        }
    }
}
