using System.Diagnostics;
using System.Threading.Channels;
using Channels.Atomics;
using Channels.Buffers;
using Channels.Waiting;

namespace Channels;

/// <summary>What the senders and the receivers of an MPMC channel share: the values, those who wait, and the end, under one gate.</summary>
/// <remarks>
/// What holds whenever the gate is free:
/// <list type="bullet">
/// <item>Readers wait only while there is no value: a value goes to the first of them, or is kept if there is none.</item>
/// <item>Writers wait only while there is too little room for the first of them, and nobody passes: room that comes free goes to the first.</item>
/// <item>Reserved room counts as used. A closed channel is at its end when it holds nothing and nothing is reserved.</item>
/// <item>A rendezvous holds nothing and has no room: a write meets a waiting read or waits, a read meets a waiting write or waits.</item>
/// </list>
/// Who waits is taken out of the line under the gate and completed outside it.
/// </remarks>
internal sealed partial class MpmcChannel<T> : ISendingSide<T>, IReceivingSide<T>, ISelectableReads<T>, ISelectableWrites<T>
{
    private readonly Gate _gate = new();

    // Null for first in, first out.
    private readonly PriorityHeap<T>? _heap;

    // It has room for none.
    private readonly bool _isRendezvous;

    // Its one receiver waits once at a time; a second wait is refused.
    private readonly bool _hasOneReader;

    private readonly BoundedChannelFullMode _fullMode;
    private readonly Action<T>? _dropped;

    // All of these are guarded by the gate. The count is read without it, to be told to users.
    private SegmentQueue<T> _queue;
    private int _count;

    // The capacity, or more than there ever is; below any count once the channel is closed, so that nothing goes in.
    private long _limit;
    private long _reserved;

    // Who waits for a value to be handed over, and who waits to be told of one. Two lines: a hint consumes nothing, so
    // those behind it must be found without going past it each time.
    private WaiterLine<ReadWaiter<T>> _readers;
    private WaiterLine<ReadWaiter<T>> _readHints;

    // Who waits for room, in one line: those who bring a value, those who set room aside, those who are told of room. Of a
    // rendezvous the last stand in a line of their own, for there they are told of waiting readers.
    private WaiterLine<WriteWaiter<T>> _writers;
    private WaiterLine<WriteWaiter<T>> _writeHints;

    public MpmcChannel(
        int? capacity, IComparer<T>? comparer = null, BoundedChannelFullMode fullMode = BoundedChannelFullMode.Wait, Action<T>? dropped = null, bool hasOneReader = false)
    {
        _hasOneReader = hasOneReader;
        Capacity = capacity;
        _isRendezvous = capacity == 0;
        _limit = capacity ?? long.MaxValue;
        _heap = comparer is null ? null : new PriorityHeap<T>(comparer);
        _fullMode = fullMode;
        _dropped = dropped;
    }

    public int? Capacity { get; }

    public int? FreeCapacity
    {
        get
        {
            if (Capacity is not { } capacity) return null;
            using (_gate.Enter()) return (int)Math.Max(0, capacity - _count - _reserved);
        }
    }

    // Pairs with the writes under the gate.
    public int Count => Atomic.Read(ref _count);

    private bool HasRoom(long wanted) => wanted <= _limit - _count - _reserved;

    /// <summary>Under the gate: gives a value to the reader that waits longest; false if none waits.</summary>
    private bool TryHandOver(T item, ref Afterwards afterwards)
    {
        if (_readers.TakeFirst() is not { } reader) return false;
        reader.HandOver(item);
        afterwards.Woken.Add(reader);
        return true;
    }

    /// <summary>Under the gate: gives a value that was accepted to who waits longest, or keeps it.</summary>
    private void HandOverOrKeep(T item, ref Afterwards afterwards)
    {
        if (TryHandOver(item, ref afterwards)) return;
        if (_heap is null) _queue.Enqueue(item);
        else _heap.Push(item);
        _count++;
        TellReadHints(ref afterwards);
    }

    /// <summary>Under the gate: takes the next value that is held; the caller knows that there is one.</summary>
    private T TakeHeld()
    {
        Debug.Assert(_count != 0, "there is a value to take");
        T item;
        if (_heap is null) _queue.TryDequeue(out item);
        else item = _heap.Pop();
        _count--;
        return item;
    }

    /// <summary>Under the gate: takes the value of the writer that waits longest, with no room in between; false if none waits.</summary>
    private bool TryTakeFromWriter(out T item, ref Afterwards afterwards)
    {
        if (_writers.TakeFirst() is not { } writer)
        {
            item = default!;
            return false;
        }

        item = writer.Item;
        writer.Accept();
        afterwards.Woken.Add(writer);
        return true;
    }

    /// <summary>Under the gate: gives room that came free to those who wait longest.</summary>
    private void Admit(ref Afterwards afterwards)
    {
        while (_writers.First is { } writer)
        {
            // Room for several is gathered: who waits behind gets none of it.
            if (!HasRoom(Math.Max(1, writer.Reserved))) return;
            _writers.Remove(writer);
            if (!writer.TryClaim()) continue;
            if (writer.IsHint)
            {
                // It comes back for the room; the next in line may have it meanwhile.
                writer.TellLook();
            }
            else if (writer.Reserved != 0)
            {
                _reserved += writer.Reserved;
                writer.Accept();
            }
            else if (_heap is null)
            {
                HandOverOrKeep(writer.Item, ref afterwards);
                writer.Accept();
            }
            else if (!TryAccept(writer, ref afterwards))
            {
                return;
            }

            afterwards.Woken.Add(writer);
        }
    }

    private bool TryAccept(WriteWaiter<T> writer, ref Afterwards afterwards)
    {
        try
        {
            HandOverOrKeep(writer.Item, ref afterwards);
            writer.Accept();
            return true;
        }
        catch (Exception failure)
        {
            // The comparer threw in a call that has nothing to do with this value, and may have taken another: that call
            // goes on. Who waits must not wait for ever, so the channel ends here, and everybody is told why.
            writer.TellClosed();
            afterwards.Woken.Add(writer);
            Close(failure, ref afterwards);
            return false;
        }
    }

    private void TellReadHints(ref Afterwards afterwards)
    {
        while (_readHints.TakeFirst() is { } hint)
        {
            hint.TellLook();
            afterwards.Woken.Add(hint);
        }
    }

    /// <summary>What is left to do once the gate is left.</summary>
    private struct Afterwards
    {
        public WaiterChain Woken;
        public bool IsClosed;
        public bool IsEnded;
    }

    private void Finish(ref Afterwards afterwards)
    {
        afterwards.Woken.Finish();
        if (!afterwards.IsClosed && !afterwards.IsEnded) return;
        // What says so was written under the gate, whose leaving is no full fence. Who asks for Closed or Completion
        // publishes the task and then looks at what says so; we look for the task. One of the two must see the other.
        Atomic.Fence();
        if (afterwards.IsClosed) _closed.Finish(null);
        if (afterwards.IsEnded) _completion.Finish(Error);
    }
}
