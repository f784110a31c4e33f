using System.Runtime.CompilerServices;

namespace Channels.Atomics;

/// <summary>The word of a <see cref="Gate"/>, for an object that is small and so is its own gate. Not reentrant; a field that is never copied.</summary>
/// <remarks>Who enters calls <c>Interleave.Block(() => _gate.IsFree)</c> first, or the interleaving tests do not see the wait.</remarks>
internal struct GateWord
{
    private const int Free = 0;
    private const int Taken = 1;

    // A holder leaves after some twenty instructions, unless its thread was switched off; then looking again is no use.
    private const int Looks = 12;

    private int _state;

    // How many sleep in EnterSlow and were not woken yet; written under the monitor. Who leaves has to wake one.
    private int _sleepers;

    public readonly bool IsFree => Volatile.Read(in _state) == Free;

    /// <summary>Waits until the gate is free, and takes it.</summary>
    /// <param name="owner">Whose gate it is, always the same: its monitor is where one sleeps.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Enter(object owner)
    {
        // Acquires; pairs with the write in Leave.
        if (Interlocked.CompareExchange(ref _state, Taken, Free) != Free) EnterSlow(owner);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Leave(object owner)
    {
        // Releases what was written under the gate; pairs with whoever enters next.
        Volatile.Write(ref _state, Free);
        // Pairs with the process-wide barrier in EnterSlow.
        if (Volatile.Read(ref _sleepers) != 0) WakeOne(owner);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EnterSlow(object owner)
    {
        while (!TrySpin())
        {
            lock (owner)
            {
                _sleepers++;
                // Who leaves writes that the gate is free and then looks for sleepers, with no fence in between, for that
                // would cost each of them half as much again. This is the fence, for both: after it either we see that the
                // gate is free, or who leaves sees us, and pulses under this monitor, so not between our look and our Wait.
                Interlocked.MemoryBarrierProcessWide();
                if (Interlocked.CompareExchange(ref _state, Taken, Free) == Free)
                {
                    _sleepers--;
                    return;
                }

                Monitor.Wait(owner);
            }
        }
    }

    private bool TrySpin()
    {
        for (int look = 0; look < Looks; look++)
        {
            Thread.SpinWait(1 << Math.Min(look, 5));
            if (Volatile.Read(ref _state) == Free && Interlocked.CompareExchange(ref _state, Taken, Free) == Free) return true;
        }

        return false;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WakeOne(object owner)
    {
        lock (owner)
        {
            if (_sleepers == 0) return;
            // By us and not by who wakes up, which takes its time: meanwhile those who leave have nobody to wake.
            _sleepers--;
            Monitor.Pulse(owner);
        }
    }
}
