namespace Channels.Atomics;

/// <summary>
/// The one door to locking: a lock of one word that the interleaving tests can see. Held for a few instructions at a
/// time, never while user code runs and never while somebody else's wait is completed. Not reentrant.
/// </summary>
internal sealed class Gate
{
    private GateWord _word;

    /// <summary>Waits until the gate is free and holds it until the result is disposed.</summary>
    public Held Enter()
    {
        Interleave.Block(() => _word.IsFree);
        _word.Enter(this);
        return new Held(this);
    }

    private void Leave() => _word.Leave(this);

    /// <summary>A hold on the gate; disposing it lets the next one in.</summary>
    public readonly ref struct Held(Gate gate)
    {
        public void Dispose() => gate.Leave();
    }
}
