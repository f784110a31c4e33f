namespace Benchmarks.Contestants.OrleansLocal;

internal sealed partial class OrleansLocal
{
    public override Task<long> FibonacciAsync(int number)
    {
        // They deactivate themselves.
        return Get<IFibonacci>().ComputeAsync(number);
    }
}

internal interface IFibonacci : IGrainWithIntegerKey
{
    Task<long> ComputeAsync(int number);
}

internal sealed class FibonacciGrain : Grain, IFibonacci
{
    public async Task<long> ComputeAsync(int number)
    {
        long sum = 1;
        if (number > 2)
        {
            Task<long> one = GrainFactory.GetGrain<IFibonacci>(Keys.Next()).ComputeAsync(number - 1);
            Task<long> other = GrainFactory.GetGrain<IFibonacci>(Keys.Next()).ComputeAsync(number - 2);
            sum = await one + await other;
        }

        DeactivateOnIdle();
        return sum;
    }
}
