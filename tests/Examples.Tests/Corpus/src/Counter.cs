namespace Corpus;

public sealed class Counter
{
    private int _count;

    public int Next() => ++_count;
}
