namespace Interleaving.Tests.Simulation;

/// <summary>The first so many schedules of another strategy.</summary>
internal sealed class FirstFew(IStrategy strategy, int schedules) : IStrategy
{
    private int _begun;

    public bool TryBegin() => _begun++ < schedules && strategy.TryBegin();

    public int Choose(uint enabled, int current) => strategy.Choose(enabled, current);
}
