namespace Interleaving.Tests.Simulation;

/// <summary>A token source whose callbacks may be interrupted half-way, as they may be on a thread of their own.</summary>
internal sealed class Cancellation
{
    private readonly CancellationTokenSource _source = new();

    public CancellationToken Token => _source.Token;

    /// <summary>Whether a callback is running; disposing its registration would wait for that, out of the simulation's sight.</summary>
    public bool IsRunning { get; private set; }

    public void Cancel()
    {
        IsRunning = true;
        _source.Cancel();
        IsRunning = false;
    }
}
