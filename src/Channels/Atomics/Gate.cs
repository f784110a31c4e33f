namespace Channels.Atomics;

/// <summary>
/// The one door to locking: a lock of one word that the interleaving tests can see. Held for a few instructions at a
/// time, never while user code runs and never while somebody else's wait is completed. Not reentrant.
/// </summary>
internal sealed class Gate
{
    private const int Free = 0;
    private const int Taken = 1;

    // A holder leaves after some twenty instructions, unless its thread was switched off; then looking again is no use.
    private const int Looks = 12;

    private int _state;

    // How many sleep in EnterSlow, or are about to; written under the monitor. Who leaves has to wake one.
    private int _sleepers;

    /// <summary>Waits until the gate is free and holds it until the result is disposed.</summary>
    public Held Enter()
    {
        Interleave.Block(() => Volatile.Read(ref _state) == Free);
        // Acquires; pairs with the write in Leave.
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
            _sleepers++;
            // Who leaves writes that the gate is free and then looks for sleepers, with no fence in between, for that would
            // cost each of them half as much again. This is the fence, for both: after it either we see that the gate is
            // free, or who leaves sees us, and pulses under this monitor, so not between our look and our Wait.
            Interlocked.MemoryBarrierProcessWide();
            while (Interlocked.CompareExchange(ref _state, Taken, Free) != Free) Monitor.Wait(this);
            _sleepers--;
        }
    }

    private void Leave()
    {
        // Releases what was written under the gate; pairs with whoever enters next.
        Volatile.Write(ref _state, Free);
        // Pairs with the process-wide barrier in EnterSlow.
        if (Volatile.Read(ref _sleepers) != 0) WakeOne();
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
