using Channels.Atomics;
using Channels.Waiting;

namespace Channels;

/// <summary>What the two ends of a watch share: the newest value, its version, and those who wait for the next.</summary>
/// <remarks>
/// A receiver has seen the value if the version that it remembers is the newest. All of it lies under one gate: a value of
/// any size is never torn, and a receiver finds a value and its version together.
/// </remarks>
internal sealed partial class WatchChannel<T>(T initial)
{
    // Guards everything below, and what the subscriptions hold.
    private readonly Gate _gate = new();
    private T _value = initial;
    private long _version;

    // Who published last; for a modifier that writes to the channel it modifies.
    private int _writtenBy;

    private int _senders = 1;
    private int _receivers;

    // How many of the receivers have not seen the newest value.
    private int _unseen;

    // Completed is for ever; without receivers the channel is closed until somebody subscribes.
    private bool _isCompleted;
    private bool _isDrained;

    // Written under the gate, before the waits are told; read where their results are collected.
    private Exception? _error;

    // Those who are to be told of the next value or of the end; linked by Next and Previous.
    private WatchSubscription<T>? _firstAttached;

    // Of the present time that it is open; a new one once it was closed and opened again.
    private TaskCompletionSource? _closed;

    public Gate Gate => _gate;

    public Exception? Error => Atomic.Read(ref _error);

    public T Value
    {
        get
        {
            using (_gate.Enter()) return _value;
        }
    }

    /// <summary>Under the gate.</summary>
    public bool IsCompletedLocked => _isCompleted;

    private bool IsClosedLocked => _isCompleted || _receivers == 0;

    public WatchSubscription<T> Subscribe()
    {
        using (_gate.Enter())
        {
            if (_receivers++ == 0 && !_isCompleted)
            {
                // It is open again: whoever asks from now on waits for the next close.
                _closed = null;
            }

            return new WatchSubscription<T>(this, _version);
        }
    }

    /// <summary>A further receiver that has seen what <paramref name="of"/> has.</summary>
    public WatchSubscription<T> Clone(WatchSubscription<T> of)
    {
        using (_gate.Enter())
        {
            _receivers++;
            if (of.Seen != _version) _unseen++;
            return new WatchSubscription<T>(this, of.Seen);
        }
    }

    public T Replace(T item)
    {
        WaiterChain woken = default;
        T old;
        using (_gate.Enter())
        {
            ThrowIfCompletedLocked();
            old = PublishLocked(item, ref woken);
        }

        woken.Finish();
        return old;
    }

    /// <summary>The newest value and its version: what a modifier begins with.</summary>
    public T Snapshot(out long version)
    {
        using (_gate.Enter())
        {
            ThrowIfCompletedLocked();
            version = _version;
            return _value;
        }
    }

    /// <summary>Publishes what was made of <paramref name="version"/>; false if another value came since.</summary>
    public bool TryPublish(T item, long version)
    {
        WaiterChain woken = default;
        using (_gate.Enter())
        {
            ThrowIfCompletedLocked();
            if (_version != version)
            {
                if (_writtenBy == Environment.CurrentManagedThreadId) ThrowModifierWrites();
                return false;
            }

            PublishLocked(item, ref woken);
        }

        woken.Finish();
        return true;
    }

    /// <summary>Whether a receiver that remembers <paramref name="seen"/> has something to see; under the gate.</summary>
    public bool HasUnseenLocked(long seen) => seen != _version && !_isDrained;

    /// <summary>The newest value, for a receiver that sees it; under the gate.</summary>
    public T SeeLocked(WatchSubscription<T> subscription)
    {
        if (subscription.Seen != _version)
        {
            subscription.Seen = _version;
            _unseen--;
        }

        return _value;
    }

    /// <summary>The newest value, for a receiver that leaves it as it is; under the gate.</summary>
    public T LookLocked() => _value;

    /// <summary>Under the gate.</summary>
    public void ForgetSeenLocked(WatchSubscription<T> subscription)
    {
        if (subscription.Seen != _version) return;
        subscription.Seen = _version - 1;
        _unseen++;
    }

    /// <summary>One receiver less; under the gate. The task to end outside, if there is one.</summary>
    public TaskCompletionSource? RemoveReceiverLocked(WatchSubscription<T> subscription)
    {
        if (subscription.Seen != _version) _unseen--;
        return --_receivers == 0 ? _closed : null;
    }

    /// <summary>Puts a receiver among those who are told of the next value and of the end; under the gate.</summary>
    public void AttachLocked(WatchSubscription<T> subscription)
    {
        if (subscription.IsAttached) return;
        subscription.IsAttached = true;
        subscription.Next = _firstAttached;
        if (_firstAttached is not null) _firstAttached.Previous = subscription;
        _firstAttached = subscription;
    }

    /// <summary>Under the gate.</summary>
    public void DetachLocked(WatchSubscription<T> subscription)
    {
        if (!subscription.IsAttached) return;
        subscription.IsAttached = false;
        if (subscription.Previous is null) _firstAttached = subscription.Next;
        else subscription.Previous.Next = subscription.Next;
        if (subscription.Next is not null) subscription.Next.Previous = subscription.Previous;
        subscription.Next = subscription.Previous = null;
    }

    private T PublishLocked(T item, ref WaiterChain woken)
    {
        T old = _value;
        _value = item;
        _version++;
        _unseen = _receivers;
        _writtenBy = Environment.CurrentManagedThreadId;
        for (WatchSubscription<T>? next = _firstAttached; next is { } subscription;)
        {
            // Before it is told: it may leave this list then.
            next = subscription.Next;
            subscription.TellChangedLocked(ref woken);
        }

        return old;
    }

    private void ThrowIfCompletedLocked()
    {
        if (_isCompleted) throw Closing.ReadError(_error);
    }

    private static void ThrowModifierWrites() =>
        throw new InvalidOperationException("A modifier wrote to the channel it modifies, so what it computed is out of date before it ends. Assign the value to its parameter instead.");
}
