namespace Benchmarks.Contestants.OrleansLocal;

internal sealed partial class OrleansLocal
{
    public override Task<long> RadixSortAsync(int numbers) => throw new NotSupportedException(WhyNot("savina/radix-sort"));
}
