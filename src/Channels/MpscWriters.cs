using System.Diagnostics;
using Channels.Atomics;

namespace Channels;

/// <summary>
/// The producers that wait for room in a bounded <see cref="MpscQueue{T}"/>, first come first served. Touched only when
/// the queue is full; their waits are used again.
/// </summary>
internal sealed class MpscWriters<T>(MpscQueue<T> queue)
{
    // Guards the line and the free list. Held by producers that found no room and by the consumer that made some.
    private readonly Gate _gate = new();

    private MpscWriter<T>? _first;
    private MpscWriter<T>? _last;
    private MpscWriter<T>? _free;

    // Whether the consumer has to look here after it made room. Written under the gate.
    private bool _anyWaiting;

    /// <summary>Whether somebody waits; pairs with the write in Join, see there.</summary>
    public bool AnyWaiting => Atomic.Read(ref _anyWaiting);

    /// <summary>Waits for room and puts the value there; tells whether it did.</summary>
    public ValueTask<WriteStatus> EnqueueAsync(T item, CancellationToken cancellationToken) =>
        Join(item, isHint: false) is { } writer ? writer.AsStatus(cancellationToken) : new ValueTask<WriteStatus>(WriteStatus.Closed);

    /// <summary>Waits for room and puts the value there; null when the queue is closed.</summary>
    public ValueTask? WriteAsync(T item, CancellationToken cancellationToken) =>
        Join(item, isHint: false)?.AsWrite(cancellationToken);

    /// <summary>Waits for there being room, and leaves it; null when the queue is closed.</summary>
    public ValueTask<bool>? WaitAsync(CancellationToken cancellationToken) =>
        Join(default!, isHint: true)?.AsWait(cancellationToken);

    /// <summary>Gives the room there is to those who wait longest.</summary>
    public void Admit()
    {
        MpscWriter<T>? admitted;
        bool mustWake;
        using (_gate.Enter()) admitted = AdmitLocked(out mustWake);
        Complete(admitted, mustWake);
    }

    /// <summary>Tells everybody who waits that the queue is closed; their values were not taken.</summary>
    public void FailAll()
    {
        MpscWriter<T>? all;
        using (_gate.Enter())
        {
            all = _first;
            _first = _last = null;
            Atomic.Write(ref _anyWaiting, false);
            for (MpscWriter<T>? writer = all; writer is not null; writer = writer.Next) writer.Leave(WriteStatus.Closed);
        }

        Complete(all, mustWake: false);
    }

    /// <summary>Takes a writer whose token was cancelled out of the line; false if it was admitted or told before.</summary>
    public bool TryRemove(MpscWriter<T> writer)
    {
        using (_gate.Enter())
        {
            if (!writer.IsInLine) return false;
            Unlink(writer);
            writer.Leave(WriteStatus.Full);
            if (_first is null) LowerFlagLocked();
            return true;
        }
    }

    /// <summary>Keeps a wait whose result was collected for the next writer.</summary>
    public void Recycle(MpscWriter<T> writer)
    {
        using (_gate.Enter())
        {
            writer.Next = _free;
            _free = writer;
        }
    }

    private MpscWriter<T>? Join(T item, bool isHint)
    {
        MpscWriter<T> writer;
        MpscWriter<T>? admitted;
        bool mustWake;
        using (_gate.Enter())
        {
            // First the flags, then a look at the room, in AdmitLocked. The consumer makes room, then looks at
            // _anyWaiting. The compare-and-swap that sets the Waiting flag stands between our write and our look, so
            // one of the two sees the other: nobody waits for room that is there.
            Atomic.Write(ref _anyWaiting, true);
            if (!queue.TrySetWaiting(true))
            {
                Atomic.Write(ref _anyWaiting, false);
                return null;
            }

            writer = _free ?? new MpscWriter<T>(this, queue);
            if (_free is not null) _free = writer.Next;
            writer.Enter(item, isHint);
            Link(writer);
            admitted = AdmitLocked(out mustWake);
        }

        Complete(admitted, mustWake);
        return writer;
    }

    /// <summary>Takes those for whom there is room out of the line; returns them linked, to be completed outside the gate.</summary>
    private MpscWriter<T>? AdmitLocked(out bool mustWake)
    {
        MpscWriter<T>? admitted = null;
        MpscWriter<T>? lastAdmitted = null;
        mustWake = false;
        while (_first is { } writer)
        {
            if (writer.IsHint)
            {
                // It is told of the room and has to come back for it: the next in line may take it meanwhile.
                if (!queue.HasRoom()) break;
            }
            else
            {
                WriteStatus status = queue.TryEnqueueForWaiter(writer.Item, out bool wake);
                mustWake |= wake;
                // Closed: the closer is on its way to FailAll.
                if (status != WriteStatus.Written) break;
            }

            Unlink(writer);
            writer.Leave(WriteStatus.Written);
            if (lastAdmitted is null) admitted = writer;
            else lastAdmitted.Next = writer;
            lastAdmitted = writer;
        }

        if (_first is null) LowerFlagLocked();
        return admitted;
    }

    private void LowerFlagLocked()
    {
        queue.TrySetWaiting(false);
        Atomic.Write(ref _anyWaiting, false);
    }

    private void Complete(MpscWriter<T>? writers, bool mustWake)
    {
        if (mustWake) queue.WakeForItem();
        while (writers is { } writer)
        {
            // Before it is completed: from then on it may be in line again.
            writers = writer.Next;
            writer.Next = null;
            writer.Finish();
        }
    }

    private void Link(MpscWriter<T> writer)
    {
        writer.Next = null;
        writer.Previous = _last;
        if (_last is null) _first = writer;
        else _last.Next = writer;
        _last = writer;
    }

    private void Unlink(MpscWriter<T> writer)
    {
        Debug.Assert(writer.IsInLine, "only who waits is taken out of the line");
        if (writer.Previous is null) _first = writer.Next;
        else writer.Previous.Next = writer.Next;
        if (writer.Next is null) _last = writer.Previous;
        else writer.Next.Previous = writer.Previous;
        writer.Next = writer.Previous = null;
    }
}
