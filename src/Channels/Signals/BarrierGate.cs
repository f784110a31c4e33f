using Channels.Atomics;
using Channels.Waiting;

namespace Channels;

/// <summary>What the two ends of a <see cref="BarrierChannel"/> share: whether it is open, and who waits for that.</summary>
internal sealed class BarrierGate : IAwaitedLine<bool>, ISelectableReads<bool>
{
    // Guards everything below.
    private readonly Gate _gate = new();
    private WaiterLine<ReadWaiter<bool>> _line;
    private WaiterPool<AwaitedRead<bool>> _pool;

    // Written once, under the gate; read anywhere.
    private bool _isOpen;

    // Pairs with the write in Open; who sees false looks again under the gate before it waits.
    public bool IsOpen => Atomic.Read(ref _isOpen);

    public Exception EndOfReads => new InvalidOperationException("A barrier has no end.");

    public bool Open()
    {
        WaiterChain passed = default;
        using (_gate.Enter())
        {
            if (_isOpen) return false;
            Atomic.Write(ref _isOpen, true);
            while (_line.TakeFirst() is { } waiter)
            {
                waiter.HandOver(true);
                passed.Add(waiter);
            }
        }

        passed.Finish();
        return true;
    }

    public ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled(cancellationToken);
        if (IsOpen) return default;
        AwaitedRead<bool> waiter;
        using (_gate.Enter())
        {
            if (_isOpen) return default;
            waiter = _pool.Rent() ?? new AwaitedRead<bool>(this);
            _line.Add(waiter);
        }

        return waiter.AsWait(cancellationToken);
    }

    void ISelectableReads<bool>.DelistRead(ReadWaiter<bool> waiter) => DelistRead(waiter);

    public bool DelistRead(ReadWaiter<bool> waiter)
    {
        using (_gate.Enter()) return _line.Remove(waiter);
    }

    public void Recycle(AwaitedRead<bool> waiter) => _pool.Return(waiter, _gate);

    public bool TryEnlistRead(ReadWaiter<bool> waiter)
    {
        using (_gate.Enter())
        {
            if (_isOpen) return false;
            _line.Add(waiter);
            return true;
        }
    }
}
