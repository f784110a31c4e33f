using Channels.Atomics;
using Channels.Waiting;

namespace Channels;

/// <summary>
/// The producers that wait for room in a bounded <see cref="MpscQueue{T}"/>, first come first served, and the permits
/// that hold room. Touched only when the queue is full, or has permits; waits are used again.
/// </summary>
/// <remarks>
/// While anybody waits or a permit is open, the Waiting flag in the queue's word sends every producer here: then room is
/// taken under this gate alone, the consumer only makes more, and what is counted under the gate holds.
/// </remarks>
internal sealed partial class MpscWriters<T>(MpscQueue<T> queue)
{
    // Guards the line, the waits to use again and the permits. Held by producers that found no room and by the consumer that made some.
    private readonly Gate _gate = new();

    private WaiterLine<WriteWaiter<T>> _line;
    private WaiterPool<MpscWriter<T>> _waits;

    // Whether the consumer has to look here after it made room. Written under the gate.
    private bool _anyWaiting;

    /// <summary>Whether somebody waits; pairs with the write in Join, see there.</summary>
    public bool AnyWaiting => Atomic.Read(ref _anyWaiting);

    /// <summary>Waits for room and puts the value there; tells whether it did.</summary>
    public ValueTask<WriteStatus> EnqueueAsync(T item, CancellationToken cancellationToken) =>
        Join(item, isHint: false, reserved: 0) is { } writer ? writer.AsStatus(cancellationToken) : new ValueTask<WriteStatus>(WriteStatus.Closed);

    /// <summary>Waits for room and puts the value there; null when the queue is closed.</summary>
    public ValueTask? WriteAsync(T item, CancellationToken cancellationToken) =>
        Join(item, isHint: false, reserved: 0)?.AsWrite(cancellationToken);

    /// <summary>Waits for there being room, and leaves it; null when the queue is closed.</summary>
    public ValueTask<bool>? WaitAsync(CancellationToken cancellationToken) =>
        Join(default!, isHint: true, reserved: 0)?.AsWait(cancellationToken);

    /// <summary>Gives the room there is to those who wait longest.</summary>
    public void Admit()
    {
        WriteWaiter<T>? admitted;
        bool mustWake;
        using (_gate.Enter()) admitted = AdmitLocked(out mustWake);
        Complete(admitted, mustWake);
    }

    /// <summary>Takes a writer whose token was cancelled out of the line; false if it was admitted or told before.</summary>
    public bool TryRemove(WriteWaiter<T> writer)
    {
        WriteWaiter<T>? admitted;
        bool mustWake;
        using (_gate.Enter())
        {
            if (!_line.Remove(writer)) return false;
            writer.Item = default!;
            // It may have waited for more room than those behind it do.
            admitted = AdmitLocked(out mustWake);
        }

        Complete(admitted, mustWake);
        return true;
    }

    /// <summary>Keeps a wait whose result was collected for the next writer.</summary>
    public void Recycle(MpscWriter<T> writer) => _waits.Return(writer, _gate);

    /// <summary>Puts the wait of a select in the line; false if there is room for it, or the queue is closed.</summary>
    public bool TryEnlist(WriteWaiter<T> writer)
    {
        using (_gate.Enter())
        {
            if (!TryRaiseFlagsLocked(writer.Reserved)) return false;
            if (_line.IsEmpty && RoomLocked >= Math.Max(1, writer.Reserved))
            {
                RestLocked();
                return false;
            }

            _line.Add(writer);
            return true;
        }
    }

    private MpscWriter<T>? Join(T item, bool isHint, int reserved)
    {
        MpscWriter<T> writer;
        WriteWaiter<T>? admitted;
        bool mustWake;
        using (_gate.Enter())
        {
            if (!TryRaiseFlagsLocked(reserved)) return null;
            writer = _waits.Rent() ?? new MpscWriter<T>(this, queue);
            writer.Enter(item, isHint, reserved);
            _line.Add(writer);
            admitted = AdmitLocked(out mustWake);
        }

        Complete(admitted, mustWake);
        return writer;
    }

    /// <summary>Says that somebody waits; false if the queue is closed, and then nobody does.</summary>
    private bool TryRaiseFlagsLocked(int reserved)
    {
        if (_isClosing) return false;
        // First the flags, then a look at the room. The consumer makes room, then looks at _anyWaiting. The
        // compare-and-swap that sets the Waiting flag stands between our write and our look, so one of the two sees the
        // other: nobody waits for room that is there.
        Atomic.Write(ref _anyWaiting, true);
        if (reserved != 0) AnnouncePermitsLocked();
        if (queue.TrySetWaiting(true)) return true;
        Atomic.Write(ref _anyWaiting, false);
        return false;
    }

    /// <summary>Takes those for whom there is room out of the line; returns them linked, to be completed outside the gate.</summary>
    private WriteWaiter<T>? AdmitLocked(out bool mustWake)
    {
        WriteWaiter<T>? admitted = null;
        WriteWaiter<T>? lastAdmitted = null;
        mustWake = false;
        // Who wants room for several gathers it at the head of the line: those behind get none before.
        while (_line.First is { } writer && RoomLocked >= Math.Max(1, writer.Reserved))
        {
            _line.Remove(writer);
            // A select that was served elsewhere is not to be had any more.
            if (!writer.TryClaim()) continue;
            if (writer.Reserved != 0)
            {
                Atomic.Write(ref _reserved, _reserved + writer.Reserved);
            }
            else if (!writer.IsHint)
            {
                // A hint is told of the room and has to come back for it: the next in line may take it meanwhile.
                queue.TryEnqueueForWaiter(writer.Item, out bool wake);
                mustWake |= wake;
            }

            writer.Accept();
            if (lastAdmitted is null) admitted = writer;
            else lastAdmitted.Next = writer;
            lastAdmitted = writer;
        }

        RestLocked();
        return admitted;
    }

    /// <summary>Takes the flags down that nobody needs any more.</summary>
    private void RestLocked()
    {
        if (!_line.IsEmpty) return;
        if (_reserved == 0) queue.TrySetWaiting(false);
        Atomic.Write(ref _anyWaiting, false);
    }

    private void Complete(WriteWaiter<T>? writers, bool mustWake)
    {
        if (mustWake) queue.WakeForItem();
        WaiterLine<WriteWaiter<T>>.FinishAll(writers);
    }
}
