using Benchmarks.Work;

namespace Benchmarks.Contestants.ChannelLoop;

internal sealed partial class ChannelLoop
{
    public override Task<long> CountAsync(int messages)
    {
        Finish finish = new();
        Counting counting = Keep<Counting, Producer?>(new Counting());
        Keep<Producer, int>(new Producer(counting, messages, finish)).Tell(Producer.Start);
        return finish.Total;
    }

    private sealed class Producer(Counting counting, int messages, Finish finish) : Looped<int>
    {
        public const int Start = -1;

        protected override void Handle(int message)
        {
            if (message != Start)
            {
                finish.Add(message);
                return;
            }

            for (int number = 0; number < messages; number++) counting.Tell(null);
            counting.Tell(this);
        }
    }

    // Who wants to know the count, or nobody for one more.
    private sealed class Counting : Looped<Producer?>
    {
        private int _count;

        protected override void Handle(Producer? message)
        {
            if (message is null) _count++;
            else message.Tell(_count);
        }
    }
}
