using Benchmarks.Work;
using Proto;

namespace Benchmarks.Contestants.ProtoActor;

internal sealed partial class ProtoActor
{
    public override Task<long> CountAsync(int messages)
    {
        Finish finish = new();
        PID counting = Spawn(() => new Counting());
        Tell(Spawn(() => new Flood(counting, messages, finish)), Shared);
        return finish.Total;
    }

    private sealed class Increment
    {
        public static readonly Increment Shared = new();
    }

    private sealed record Retrieve(PID Sender);

    private sealed record Result(int Count);

    private sealed class Flood(PID counting, int messages, Finish finish) : IActor
    {
        public Task ReceiveAsync(IContext context)
        {
            if (context.Message is Result result)
            {
                finish.Add(result.Count);
            }
            else if (context.Message == Shared)
            {
                for (int number = 0; number < messages; number++) context.Send(counting, Increment.Shared);
                context.Send(counting, new Retrieve(context.Self));
            }

            return Task.CompletedTask;
        }
    }

    private sealed class Counting : IActor
    {
        private int _count;

        public Task ReceiveAsync(IContext context)
        {
            switch (context.Message)
            {
                case Increment:
                    _count++;
                    break;
                case Retrieve retrieve:
                    context.Send(retrieve.Sender, new Result(_count));
                    break;
            }

            return Task.CompletedTask;
        }
    }
}
