namespace Channels.Atomics;

/// <summary>
/// The one door to locking: a monitor that the interleaving tests can see. Held for a few instructions at a time, never
/// while user code runs and never while somebody else's wait is completed.
/// </summary>
internal sealed class Gate
{
    /// <summary>Waits until the gate is free and holds it until the result is disposed.</summary>
    public Held Enter()
    {
        Interleave.Block(() =>
        {
            // Asked by whichever thread decides who goes on, the holder itself included.
            if (Monitor.IsEntered(this) || !Monitor.TryEnter(this)) return false;
            Monitor.Exit(this);
            return true;
        });
        Monitor.Enter(this);
        return new Held(this);
    }

    /// <summary>A hold on the gate; disposing it lets the next one in.</summary>
    public readonly ref struct Held(Gate gate)
    {
        public void Dispose() => Monitor.Exit(gate);
    }
}
