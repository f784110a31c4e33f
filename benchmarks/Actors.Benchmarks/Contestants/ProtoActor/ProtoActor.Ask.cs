using Proto;

namespace Benchmarks.Contestants.ProtoActor;

internal sealed partial class ProtoActor
{
    public override async Task<long> AskAsync(int inFlight, int requests, TimeSpan timeout)
    {
        PID echo = Spawn(() => new Echo());
        long[] sums = await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
        {
            long sum = 0;
            for (int number = 0; number < requests / inFlight; number++) sum += (await RequestAsync(echo, timeout)).Value;
            return sum;
        })));
        return sums.Sum();
    }

    private Task<Answer> RequestAsync(PID echo, TimeSpan timeout) => timeout == Timeout.InfiniteTimeSpan
        ? _system.Root.RequestAsync<Answer>(echo, Shared, CancellationToken.None)
        : _system.Root.RequestAsync<Answer>(echo, Shared, timeout);

    private sealed record Answer(int Value)
    {
        public static readonly Answer One = new(1);
    }

    private sealed class Echo : IActor
    {
        public Task ReceiveAsync(IContext context)
        {
            if (context.Message == Shared) context.Respond(Answer.One);
            return Task.CompletedTask;
        }
    }
}
