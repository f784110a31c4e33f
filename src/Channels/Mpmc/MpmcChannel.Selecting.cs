using Channels.Waiting;

namespace Channels;

// The lines, for those who keep their own waits: a select, and the waits of this channel when their token is cancelled.
internal sealed partial class MpmcChannel<T>
{
    public bool TryEnlistRead(ReadWaiter<T> waiter)
    {
        Afterwards afterwards = default;
        using (_gate.Enter())
        {
            if (_count != 0 || _isEnded || (_isRendezvous && IsAnyBut(waiter, _writers.First))) return false;
            JoinReaders(waiter, ref afterwards);
        }

        Finish(ref afterwards);
        return true;
    }

    public void DelistRead(ReadWaiter<T> waiter) => TryLeave(waiter);

    public void DelistWrite(WriteWaiter<T> waiter) => TryLeave(waiter);

    /// <summary>Takes a wait out of its line; false if it was taken out before.</summary>
    internal bool TryLeave(ReadWaiter<T> waiter)
    {
        using (_gate.Enter()) return waiter.IsHint ? _readHints.Remove(waiter) : _readers.Remove(waiter);
    }

    public bool TryEnlistWrite(WriteWaiter<T> waiter)
    {
        if (waiter.Reserved != 0) ThrowIfRendezvous();
        Afterwards afterwards = default;
        using (_gate.Enter())
        {
            if (IsClosed) return false;
            if (_isRendezvous ? IsAnyBut(waiter, _readers.First) : _writers.IsEmpty && HasRoom(Math.Max(1, waiter.Reserved))) return false;
            JoinWriters(waiter, ref afterwards);
        }

        Finish(ref afterwards);
        return true;
    }

    /// <inheritdoc cref="TryLeave(ReadWaiter{T})"/>
    internal bool TryLeave(WriteWaiter<T> waiter)
    {
        Afterwards afterwards = default;
        using (_gate.Enter())
        {
            if (!LineOf(waiter).Remove(waiter)) return false;
            // It may have been the first and waited for more room than there is: those behind it may need less.
            Admit(ref afterwards);
        }

        Finish(ref afterwards);
        return true;
    }

    private ref WaiterLine<WriteWaiter<T>> LineOf(WriteWaiter<T> waiter)
    {
        if (_isRendezvous && waiter.IsHint) return ref _writeHints;
        return ref _writers;
    }

    /// <summary>Whether somebody waits in a line whom <paramref name="newcomer"/> could be paired with: not itself.</summary>
    private static bool IsAnyBut(LineWaiter newcomer, LineWaiter? first)
    {
        object? group = newcomer.Group;
        for (LineWaiter? other = first; other is not null; other = other.Next)
        {
            if (group is null || !ReferenceEquals(other.Group, group)) return true;
        }

        return false;
    }
}
