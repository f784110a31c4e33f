namespace Interleaving.Tests.Simulation;

/// <summary>Runs a continuation where it is posted, for the pool's threads are not part of a simulation.</summary>
internal sealed class ImmediateContext : SynchronizationContext
{
    private static readonly ImmediateContext Instance = new();

    public override void Post(SendOrPostCallback d, object? state) => d(state);

    public static Scope Enter()
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(Instance);
        return new Scope(before);
    }

    /// <summary>Puts the context back that was there before.</summary>
    public readonly struct Scope(SynchronizationContext? before) : IDisposable
    {
        public void Dispose() => SetSynchronizationContext(before);
    }
}
