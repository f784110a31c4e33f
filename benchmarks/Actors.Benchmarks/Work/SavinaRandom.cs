namespace Benchmarks.Work;

/// <summary>The random numbers of the Savina programs: the same for everybody.</summary>
internal struct SavinaRandom(int seed)
{
    public const int DefaultSeed = 74755;

    private int _value = seed & 65535;

    public int Next()
    {
        _value = (_value * 1309 + 13849) & 65535;
        return _value;
    }

    /// <summary>A number from 0 to below <paramref name="limit"/>.</summary>
    public int Next(int limit) => Next() % limit;
}
