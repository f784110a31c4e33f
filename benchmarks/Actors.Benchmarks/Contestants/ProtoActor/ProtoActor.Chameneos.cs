using Benchmarks.Work;
using Proto;

namespace Benchmarks.Contestants.ProtoActor;

internal sealed partial class ProtoActor
{
    public override Task<long> ChameneosAsync(int creatures, int meetings)
    {
        Finish finish = new();
        PID mall = Spawn(() => new Mall(creatures, meetings, finish));
        for (int number = 0; number < creatures; number++)
        {
            int colour = number % 3;
            Tell(Spawn(() => new Creature(mall, colour)), Shared);
        }

        return finish.Total;
    }

    private sealed record Meet(int Colour, PID Sender);

    private sealed record Change(int Colour);

    private sealed class Leave
    {
        public static readonly Leave Shared = new();
    }

    private sealed record MeetingCount(int Count);

    private sealed class Mall(int creatures, int meetings, Finish finish) : IActor
    {
        private int _left = meetings;
        private int _gone;
        private long _sum;
        private PID? _waiting;

        public Task ReceiveAsync(IContext context)
        {
            switch (context.Message)
            {
                case Meet meet when _left == 0:
                    context.Send(meet.Sender, Leave.Shared);
                    break;
                case Meet meet when _waiting is null:
                    _waiting = meet.Sender;
                    break;
                case Meet meet:
                    _left--;
                    context.Send(_waiting, meet);
                    _waiting = null;
                    break;
                case MeetingCount count:
                    _sum += count.Count;
                    if (++_gone == creatures) finish.Add(_sum);
                    break;
            }

            return Task.CompletedTask;
        }
    }

    private sealed class Creature(PID mall, int colour) : IActor
    {
        private int _colour = colour;
        private int _meetings;

        public Task ReceiveAsync(IContext context)
        {
            switch (context.Message)
            {
                case Meet meet:
                    _colour = Colours.Complement(_colour, meet.Colour);
                    _meetings++;
                    context.Send(meet.Sender, new Change(_colour));
                    context.Send(mall, new Meet(_colour, context.Self));
                    break;
                case Change change:
                    _colour = change.Colour;
                    _meetings++;
                    context.Send(mall, new Meet(_colour, context.Self));
                    break;
                case Leave:
                    context.Send(mall, new MeetingCount(_meetings));
                    break;
                case { } start when start == Shared:
                    context.Send(mall, new Meet(_colour, context.Self));
                    break;
            }

            return Task.CompletedTask;
        }
    }
}
