namespace Benchmarks.Work;

/// <summary>The numbers that a pipeline of actors sorts, one bit at a time.</summary>
internal static class Radix
{
    public const int Bits = 60;

    /// <summary>The same numbers for everybody, below two to the power of <see cref="Bits"/>.</summary>
    public static IEnumerable<long> Numbers(int count)
    {
        Random random = new(SavinaRandom.DefaultSeed);
        for (int index = 0; index < count; index++) yield return random.NextInt64(1L << Bits);
    }
}

/// <summary>One stage: passes on what has its bit clear at once, and what has it set when all have come.</summary>
internal struct RadixStage(int bit, int count)
{
    private readonly Queue<long> _later = new(count);
    private int _seen;

    /// <summary>Takes a number; true if it is to be passed on now.</summary>
    public bool TakeNow(long number)
    {
        _seen++;
        if ((number >> bit & 1) == 0) return true;
        _later.Enqueue(number);
        return false;
    }

    /// <summary>After the last number: those to be passed on behind the rest.</summary>
    public readonly Queue<long>? Rest => _seen == count ? _later : null;
}

/// <summary>The end of the pipeline: counts, and holds that every number is at least as large as the one before.</summary>
internal struct SortedCheck(int count, Finish finish)
{
    private int _seen;
    private long _last;

    public void Add(long number)
    {
        if (number < _last) finish.Fail($"{number} came after {_last}.");
        _last = number;
        if (++_seen == count) finish.Add(count);
    }
}
