using Actors;
using Benchmarks.Work;

namespace Benchmarks.Contestants.Ours;

internal sealed partial class Ours
{
    public override Task<long> ChameneosAsync(int creatures, int meetings)
    {
        Finish finish = new();
        IActorRef<Mall> mall = Spawn(() => new Mall(creatures, meetings, finish));
        for (int number = 0; number < creatures; number++)
        {
            int colour = number % 3;
            Spawn(() => new Creature(mall, colour)).Tell(Shared);
        }

        return finish.Total;
    }

    private readonly record struct Meet(int Colour, IActorRef<Creature> Sender);

    private readonly record struct Change(int Colour);

    private sealed class Leave
    {
        public static readonly Leave Shared = new();
    }

    private readonly record struct MeetingCount(int Count);

    private sealed class Mall(int creatures, int meetings, Finish finish) : Actor, IHandle<Meet>, IHandle<MeetingCount>
    {
        private int _left = meetings;
        private int _gone;
        private long _sum;
        private IActorRef<Creature>? _waiting;

        public ValueTask HandleAsync(Meet message, CancellationToken cancellationToken)
        {
            if (_left == 0)
            {
                message.Sender.Tell(Leave.Shared);
            }
            else if (_waiting is null)
            {
                _waiting = message.Sender;
            }
            else
            {
                _left--;
                _waiting.Tell(message);
                _waiting = null;
            }

            return default;
        }

        public ValueTask HandleAsync(MeetingCount message, CancellationToken cancellationToken)
        {
            _sum += message.Count;
            if (++_gone == creatures) finish.Add(_sum);
            return default;
        }
    }

    private sealed class Creature(IActorRef<Mall> mall, int colour) : Actor, IHandle<Tick>, IHandle<Meet>, IHandle<Change>, IHandle<Leave>
    {
        private int _colour = colour;
        private int _meetings;

        public ValueTask HandleAsync(Tick message, CancellationToken cancellationToken) => MeetNext();

        public ValueTask HandleAsync(Meet message, CancellationToken cancellationToken)
        {
            _colour = Colours.Complement(_colour, message.Colour);
            _meetings++;
            message.Sender.Tell(new Change(_colour));
            return MeetNext();
        }

        public ValueTask HandleAsync(Change message, CancellationToken cancellationToken)
        {
            _colour = message.Colour;
            _meetings++;
            return MeetNext();
        }

        public ValueTask HandleAsync(Leave message, CancellationToken cancellationToken)
        {
            mall.Tell(new MeetingCount(_meetings));
            return default;
        }

        private ValueTask MeetNext()
        {
            mall.Tell(new Meet(_colour, this.Self()));
            return default;
        }
    }
}
