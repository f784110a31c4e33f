using Akka.Actor;
using Benchmarks.Work;

namespace Benchmarks.Contestants.AkkaNet;

internal sealed partial class AkkaNet
{
    public override Task<long> CountAsync(int messages)
    {
        Finish finish = new();
        IActorRef counting = Spawn(() => new Counting());
        Spawn(() => new Producer(counting, messages, finish)).Tell(Shared, ActorRefs.NoSender);
        return finish.Total;
    }

    private sealed class Increment
    {
        public static readonly Increment Shared = new();
    }

    private sealed class Retrieve
    {
        public static readonly Retrieve Shared = new();
    }

    private sealed record Result(int Count);

    private sealed class Producer(IActorRef counting, int messages, Finish finish) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is Result result)
            {
                finish.Add(result.Count);
                return;
            }

            for (int number = 0; number < messages; number++) counting.Tell(Increment.Shared, Self);
            counting.Tell(Retrieve.Shared, Self);
        }
    }

    private sealed class Counting : UntypedActor
    {
        private int _count;

        protected override void OnReceive(object message)
        {
            if (message is Increment) _count++;
            else Sender.Tell(new Result(_count), Self);
        }
    }
}
