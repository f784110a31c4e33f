using Channels.Waiting;

namespace Channels;

// The waits, which are used again.
internal sealed partial class MpmcChannel<T>
{
    private WaiterPool<MpmcReadWaiter<T>> _readWaits;
    private WaiterPool<MpmcReadHint<T>> _hintWaits;
    private WaiterPool<MpmcWriteWaiter<T>> _writeWaits;

    internal void Recycle(MpmcReadWaiter<T> waiter) => _readWaits.Return(waiter, _gate);

    internal void Recycle(MpmcReadHint<T> waiter) => _hintWaits.Return(waiter, _gate);

    internal void Recycle(MpmcWriteWaiter<T> waiter) => _writeWaits.Return(waiter, _gate);

    /// <summary>Under the gate.</summary>
    private MpmcReadWaiter<T> RentReader() => _readWaits.Rent() ?? new MpmcReadWaiter<T>(this);

    /// <summary>Under the gate.</summary>
    private MpmcReadHint<T> RentHint() => _hintWaits.Rent() ?? new MpmcReadHint<T>(this);

    /// <summary>Under the gate.</summary>
    private MpmcWriteWaiter<T> RentWriter() => _writeWaits.Rent() ?? new MpmcWriteWaiter<T>(this);
}
