namespace Benchmarks.Contestants.OrleansLocal;

internal sealed partial class OrleansLocal
{
    public override async Task<long> AskAsync(int inFlight, int requests, TimeSpan timeout)
    {
        // The timeout of every call is an option of the silo, 30 seconds unless set.
        IEcho echo = Get<IEcho>();
        long[] sums = await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
        {
            long sum = 0;
            for (int number = 0; number < requests / inFlight; number++) sum += await echo.AskAsync();
            return sum;
        })));
        return sums.Sum();
    }
}

internal interface IEcho : IGrainWithIntegerKey
{
    ValueTask<int> AskAsync();
}

internal sealed class EchoGrain : Grain, IEcho
{
    public ValueTask<int> AskAsync() => new(1);
}
