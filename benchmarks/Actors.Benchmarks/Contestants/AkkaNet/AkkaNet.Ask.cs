using Akka.Actor;

namespace Benchmarks.Contestants.AkkaNet;

internal sealed partial class AkkaNet
{
    public override async Task<long> AskAsync(int inFlight, int requests, TimeSpan timeout)
    {
        IActorRef echo = Spawn(() => new Echo());
        long[] sums = await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
        {
            long sum = 0;
            for (int number = 0; number < requests / inFlight; number++) sum += (await echo.Ask<Answer>(Shared, timeout)).Value;
            return sum;
        })));
        return sums.Sum();
    }

    private sealed record Answer(int Value)
    {
        public static readonly Answer One = new(1);
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(Answer.One, Self);
    }
}
