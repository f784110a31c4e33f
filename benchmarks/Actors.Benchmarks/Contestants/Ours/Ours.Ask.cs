using Actors;

namespace Benchmarks.Contestants.Ours;

internal sealed partial class Ours
{
    public override async Task<long> AskAsync(int inFlight, int requests, TimeSpan timeout)
    {
        IActorRef<Echo> echo = Spawn(() => new Echo());
        long[] sums = await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
        {
            long sum = 0;
            for (int number = 0; number < requests / inFlight; number++) sum += await echo.AskAsync(Question.Shared, timeout);
            return sum;
        })));
        return sums.Sum();
    }

    private sealed record Question : IRequest<Question, int>
    {
        public static readonly Question Shared = new();
    }

    private sealed class Echo : Actor, IHandle<Question, int>
    {
        public ValueTask<int> HandleAsync(Question request, CancellationToken cancellationToken) => new(1);
    }
}
