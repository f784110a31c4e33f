namespace Channels.Atomics;

/// <summary>
/// The one door to locking: a lock of one word that the interleaving tests can see. Held for a few instructions at a
/// time, never while user code runs and never while somebody else's wait is completed. Not reentrant.
/// </summary>
internal sealed class Gate
{
    private const int Free = 0;
    private const int Taken = 1;

    // Somebody may sleep in EnterSlow, so who leaves has to wake one.
    private const int Contended = 2;

    // A holder leaves after some twenty instructions, unless its thread was switched off; then looking again is no use.
    private const int Looks = 12;

    private int _state;

    /// <summary>Waits until the gate is free and holds it until the result is disposed.</summary>
    public Held Enter()
    {
        Interleave.Block(() => Volatile.Read(ref _state) == Free);
        // Acquires; pairs with the exchange in Leave.
        if (Interlocked.CompareExchange(ref _state, Taken, Free) != Free) EnterSlow();
        return new Held(this);
    }

    private void EnterSlow()
    {
        for (int look = 0; look < Looks; look++)
        {
            Thread.SpinWait(1 << Math.Min(look, 5));
            if (Volatile.Read(ref _state) == Free && Interlocked.CompareExchange(ref _state, Taken, Free) == Free) return;
        }

        lock (this)
        {
            // From Free to Contended it is ours, and we leave a wake-up behind that may be one too many: whoever waits
            // beside us relies on it. Leave pulses under this lock, so it cannot come between the exchange and the Wait.
            while (Interlocked.Exchange(ref _state, Contended) != Free) Monitor.Wait(this);
        }
    }

    private void Leave()
    {
        // Releases what was written under the gate; pairs with whoever enters next.
        if (Interlocked.Exchange(ref _state, Free) == Contended) WakeOne();
    }

    private void WakeOne()
    {
        lock (this) Monitor.Pulse(this);
    }

    /// <summary>A hold on the gate; disposing it lets the next one in.</summary>
    public readonly ref struct Held(Gate gate)
    {
        public void Dispose() => gate.Leave();
    }
}
