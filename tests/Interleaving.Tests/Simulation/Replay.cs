namespace Interleaving.Tests.Simulation;

/// <summary>One schedule again, from the picks of its run.</summary>
internal sealed class Replay(IReadOnlyList<int> picks) : IStrategy
{
    private int _next;
    private bool _hasBegun;

    public bool TryBegin() => !_hasBegun && (_hasBegun = true);

    public int Choose(uint enabled, int current)
    {
        if (_next >= picks.Count) return System.Numerics.BitOperations.TrailingZeroCount(enabled);
        int pick = picks[_next++];
        return (enabled >> pick & 1) != 0
            ? pick
            : throw new InvalidOperationException($"Pick {_next - 1} is thread {pick}, which cannot run: the model does not do the same twice.");
    }
}
