using System.Numerics;

namespace Interleaving.Tests.Simulation;

/// <summary>Every schedule there is, depth first; or every one with at most so many preemptions, which is where nearly all races show.</summary>
/// <param name="preemptionBound">How often a thread may be interrupted that could go on; null for no bound.</param>
internal sealed class Exhaustive(int? preemptionBound) : IStrategy
{
    // The choices on the way to where we are; Untried are the threads still to be tried there.
    private readonly List<(int Pick, uint Untried)> _path = [];
    private int _depth;
    private int _preemptions;
    private bool _hasBegun;

    public bool TryBegin()
    {
        _depth = 0;
        _preemptions = 0;
        if (!_hasBegun) return _hasBegun = true;

        while (_path.Count > 0)
        {
            uint untried = _path[^1].Untried;
            _path.RemoveAt(_path.Count - 1);
            if (untried == 0) continue;
            Push(untried);
            return true;
        }

        return false;
    }

    public int Choose(uint enabled, int current)
    {
        if (_depth == _path.Count)
        {
            // To go on comes first: it costs no preemption.
            if (current >= 0) _path.Add((current, _preemptions == preemptionBound ? 0 : enabled & ~(1u << current)));
            else Push(enabled);
        }

        int pick = _path[_depth++].Pick;
        if ((enabled >> pick & 1) == 0)
            throw new InvalidOperationException($"Choice {_depth - 1} is thread {pick}, which cannot run: the model does not do the same twice.");
        if (current >= 0 && pick != current) _preemptions++;
        return pick;
    }

    private void Push(uint untried)
    {
        int pick = BitOperations.TrailingZeroCount(untried);
        _path.Add((pick, untried & (untried - 1)));
    }
}
