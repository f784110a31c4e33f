using Akka.Actor;
using Benchmarks.Work;

namespace Benchmarks.Contestants.AkkaNet;

internal sealed partial class AkkaNet
{
    public override Task<long> ChameneosAsync(int creatures, int meetings)
    {
        Finish finish = new();
        IActorRef mall = Spawn(() => new Mall(creatures, meetings, finish));
        for (int number = 0; number < creatures; number++)
        {
            int colour = number % 3;
            Spawn(() => new Creature(mall, colour)).Tell(Shared, ActorRefs.NoSender);
        }

        return finish.Total;
    }

    private sealed record Meet(int Colour, IActorRef Sender);

    private sealed record Change(int Colour);

    private sealed class Leave
    {
        public static readonly Leave Shared = new();
    }

    private sealed record MeetingCount(int Count);

    private sealed class Mall(int creatures, int meetings, Finish finish) : UntypedActor
    {
        private int _left = meetings;
        private int _gone;
        private long _sum;
        private IActorRef? _waiting;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Meet meet when _left == 0:
                    meet.Sender.Tell(Leave.Shared, Self);
                    break;
                case Meet meet when _waiting is null:
                    _waiting = meet.Sender;
                    break;
                case Meet meet:
                    _left--;
                    _waiting.Tell(meet, Self);
                    _waiting = null;
                    break;
                case MeetingCount count:
                    _sum += count.Count;
                    if (++_gone == creatures) finish.Add(_sum);
                    break;
            }
        }
    }

    private sealed class Creature(IActorRef mall, int colour) : UntypedActor
    {
        private int _colour = colour;
        private int _meetings;

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Leave:
                    mall.Tell(new MeetingCount(_meetings), Self);
                    return;
                case Meet meet:
                    _colour = Colours.Complement(_colour, meet.Colour);
                    _meetings++;
                    meet.Sender.Tell(new Change(_colour), Self);
                    break;
                case Change change:
                    _colour = change.Colour;
                    _meetings++;
                    break;
            }

            mall.Tell(new Meet(_colour, Self), Self);
        }
    }
}
