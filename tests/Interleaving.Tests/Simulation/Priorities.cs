namespace Interleaving.Tests.Simulation;

/// <summary>
/// Probabilistic concurrency testing: the thread of the highest random priority runs, and at a few random steps it falls
/// behind all others. Finds a bug that needs d ordered steps with a probability that does not shrink with the threads' length alone.
/// </summary>
/// <param name="changes">How many times a priority falls: one less than the depth of the bugs that are looked for.</param>
internal sealed class Priorities(int seed, int schedules, int changes = 2) : IStrategy
{
    private readonly int[] _priorities = new int[32];
    private readonly HashSet<int> _changeAt = [];
    private int _begun;
    private int _step;

    // How long the longest schedule was so far: the steps among which the changes are drawn.
    private int _length = 20;

    public bool TryBegin()
    {
        Random random = new(seed + _begun);
        for (int i = 0; i < _priorities.Length; i++) _priorities[i] = random.Next(changes, int.MaxValue);
        _length = Math.Max(_length, _step);
        _changeAt.Clear();
        for (int i = 0; i < changes; i++) _changeAt.Add(random.Next(_length));
        _step = 0;
        return _begun++ < schedules;
    }

    public int Choose(uint enabled, int current)
    {
        // Later falls go deeper, so that the order of the changes counts.
        if (_changeAt.Contains(_step) && current >= 0) _priorities[current] = changes - 1 - _changeAt.Count(at => at < _step);
        _step++;

        int best = -1;
        for (int id = 0; enabled >> id != 0; id++)
            if ((enabled >> id & 1) != 0 && (best < 0 || _priorities[id] > _priorities[best])) best = id;
        return best;
    }
}
