namespace Benchmarks.Contestants.OrleansLocal;

internal sealed partial class OrleansLocal
{
    public override Task<long> CountAsync(int messages) => throw new NotSupportedException(WhyNot("savina/count"));
}
