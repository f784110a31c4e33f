using System.Runtime.CompilerServices;
using Channels.Atomics;
using Channels.Buffers;
using Channels.Waiting;

namespace Channels;

public abstract partial class MpscQueue<T>
{
    /// <summary>Offers a value and returns at once; from any thread.</summary>
    /// <param name="item">The value; still the caller's unless it was <see cref="WriteStatus.Written"/>.</param>
    /// <returns><see cref="WriteStatus.Full"/> also while producers wait for room, so that nobody passes them.</returns>
    public WriteStatus TryEnqueue(T item) => TryPut(in item);

    /// <summary>As <see cref="TryEnqueue"/>, of a value that is copied once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal WriteStatus TryPut(in T item) => TryPut(in item, out _);

    /// <summary>As <see cref="TryEnqueue"/>; tells the number of the value in its ring, or 0 where that had to be looked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected WriteStatus TryPut(in T item, out long ticket)
    {
        RingSegment<T> segment = Atomic.Read(ref _tail);
        long word = segment.ReadWord();
        ticket = word >> RingSegment<T>.TicketShift;
        if ((word & ~RingSegment<T>.Parked & RingSegment<T>.Flags) == 0
            && segment.IsWithinLimit(ticket)
            && segment.TryMoveWord(word, (ticket + 1) << RingSegment<T>.TicketShift))
        {
            segment.Publish(ticket, item);
            // Only after the value is there: the consumer may run before Wake returns.
            if ((word & RingSegment<T>.Parked) != 0) Wake(isClosed: false);
            return WriteStatus.Written;
        }

        ticket = 0;
        return TryEnqueueSlow(in item);
    }

    /// <summary>Offers a value and waits for room if there is none; from any thread.</summary>
    /// <param name="item">The value; still the caller's if the wait is cancelled or ends <see cref="WriteStatus.Closed"/>.</param>
    /// <param name="cancellationToken">Ends the wait; a value whose wait was cancelled was not enqueued.</param>
    /// <returns><see cref="WriteStatus.Written"/> or <see cref="WriteStatus.Closed"/>, never <see cref="WriteStatus.Full"/>. Await it once.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled before there was room.</exception>
    public ValueTask<WriteStatus> EnqueueAsync(T item, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<WriteStatus>(cancellationToken);
        WriteStatus status = TryEnqueue(item);
        return status != WriteStatus.Full ? new ValueTask<WriteStatus>(status) : Writers.EnqueueAsync(item, cancellationToken);
    }

    /// <summary>Queues the continuation of a producer that waited for room; to the thread pool unless overridden.</summary>
    /// <param name="continuation">Runs what awaits <see cref="EnqueueAsync"/>, unless that captured a context of its own.</param>
    protected virtual void ScheduleContinuation(IThreadPoolWorkItem continuation) => RunNext.Queue((Waiter)continuation);

    internal void Resume(IThreadPoolWorkItem writer) => ScheduleContinuation(writer);

    /// <summary>Offers a value on behalf of the writers' line; under its gate, and <see cref="WakeForItem"/> after it.</summary>
    internal WriteStatus TryEnqueueForWaiter(T item, out bool mustWake) => EnqueueSlow(item, RingSegment<T>.Waiting, out mustWake);

    /// <summary>Raises or lowers the flag that sends newcomers to the end of the waiting line; under the writers' gate.</summary>
    /// <returns><see langword="false"/> if the queue is closed.</returns>
    internal bool TrySetWaiting(bool anyWaiting)
    {
        RingSegment<T> segment = Atomic.Read(ref _tail);
        while (true)
        {
            long word = segment.ReadWord();
            if ((word & RingSegment<T>.Frozen) != 0)
            {
                segment = FollowFrozen(segment);
                continue;
            }

            if ((word & RingSegment<T>.Closed) != 0) return false;
            long moved = anyWaiting ? word | RingSegment<T>.Waiting : word & ~RingSegment<T>.Waiting;
            if (moved == word || segment.TryMoveWord(word, moved)) return true;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private WriteStatus TryEnqueueSlow(in T item)
    {
        WriteStatus status = EnqueueSlow(item, ignoredFlags: 0, out bool mustWake);
        if (mustWake) Wake(isClosed: false);
        return status == WriteStatus.Full ? TryEnqueueBesidePermits(item) : status;
    }

    // The flag is up for permits, too, and then there may be room beside theirs. Whoever raised it for the first of them
    // had said so before, in HasPermits.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private WriteStatus TryEnqueueBesidePermits(T item) =>
        Atomic.Read(ref _writers) is { HasPermits: true } writers ? writers.TryEnqueue(item) : WriteStatus.Full;

    private WriteStatus EnqueueSlow(in T item, long ignoredFlags, out bool mustWake)
    {
        mustWake = false;
        RingSegment<T> segment = Atomic.Read(ref _tail);
        while (true)
        {
            long word = segment.ReadWord();
            if ((word & RingSegment<T>.Frozen) != 0)
            {
                segment = FollowFrozen(segment);
                continue;
            }

            if ((word & RingSegment<T>.Closed) != 0) return WriteStatus.Closed;
            if ((word & RingSegment<T>.Waiting & ~ignoredFlags) != 0) return WriteStatus.Full;

            long ticket = word >> RingSegment<T>.TicketShift;
            if (!segment.IsWithinLimit(ticket))
            {
                switch (TryMakeRoom(segment, ticket))
                {
                    case Room.None:
                        return WriteStatus.Full;
                    case Room.NextRing:
                        segment.TryMoveWord(word, word | RingSegment<T>.Frozen);
                        continue;
                }
            }

            long moved = ((ticket + 1) << RingSegment<T>.TicketShift) | (word & ignoredFlags);
            if (!segment.TryMoveWord(word, moved)) continue;
            segment.Publish(ticket, item);
            mustWake = (word & RingSegment<T>.Parked) != 0;
            return WriteStatus.Written;
        }
    }

    private enum Room
    {
        None,
        Here,
        NextRing,
    }

    private Room TryMakeRoom(RingSegment<T> segment, long ticket)
    {
        // Pairs with the write in TryDequeue. The consumer may still be in an older ring: then all of this one is free.
        long dequeued = Atomic.Read(ref _dequeued);
        long ringEnd = Math.Max(dequeued - segment.Start, 0) + segment.Size;
        long capacityEnd = IsBounded ? dequeued + _capacity - segment.Start : long.MaxValue;

        // Full before frozen: a bounded queue does not grow for a value that it cannot take.
        if (ticket >= capacityEnd) return Room.None;
        if (ticket >= ringEnd) return Room.NextRing;
        segment.RaiseLimit(Math.Min(ringEnd, capacityEnd));
        return Room.Here;
    }

    /// <summary>The ring after a frozen one, which may have to be made.</summary>
    private RingSegment<T> RingAfter(RingSegment<T> frozen) => frozen.NextOrNew(Atomic.Read(ref _spares));

    private RingSegment<T> FollowFrozen(RingSegment<T> segment)
    {
        RingSegment<T> next = RingAfter(segment);
        // Whoever comes first; a thread that fails finds the tail further on.
        Atomic.CompareExchange(ref _tail, next, segment);
        return next;
    }
}
