using Benchmarks.Work;

namespace Benchmarks.Contestants.ChannelLoop;

internal sealed partial class ChannelLoop
{
    public override Task<long> ChameneosAsync(int creatures, int meetings)
    {
        Finish finish = new();
        Mall mall = Keep<Mall, Visit>(new Mall(creatures, meetings, finish));
        for (int number = 0; number < creatures; number++) Keep<Creature, Encounter>(new Creature(mall, number % 3)).Tell(default);
        return finish.Total;
    }

    /// <summary>A creature that wants to meet, or the count of one that goes.</summary>
    private readonly record struct Visit(int ColourOrCount, Creature? Sender);

    private enum What
    {
        Start,
        Meet,
        Change,
        Leave,
    }

    private readonly record struct Encounter(What What, int Colour, Creature? Sender);

    private sealed class Mall(int creatures, int meetings, Finish finish) : Looped<Visit>
    {
        private int _left = meetings;
        private int _gone;
        private long _sum;
        private Creature? _waiting;

        protected override void Handle(Visit message)
        {
            if (message.Sender is not { } sender)
            {
                _sum += message.ColourOrCount;
                if (++_gone == creatures) finish.Add(_sum);
            }
            else if (_left == 0)
            {
                sender.Tell(new Encounter(What.Leave, 0, null));
            }
            else if (_waiting is null)
            {
                _waiting = sender;
            }
            else
            {
                _left--;
                _waiting.Tell(new Encounter(What.Meet, message.ColourOrCount, sender));
                _waiting = null;
            }
        }
    }

    private sealed class Creature(Mall mall, int colour) : Looped<Encounter>
    {
        private int _colour = colour;
        private int _meetings;

        protected override void Handle(Encounter message)
        {
            switch (message.What)
            {
                case What.Leave:
                    mall.Tell(new Visit(_meetings, null));
                    return;
                case What.Meet:
                    _colour = Colours.Complement(_colour, message.Colour);
                    _meetings++;
                    message.Sender!.Tell(new Encounter(What.Change, _colour, null));
                    break;
                case What.Change:
                    _colour = message.Colour;
                    _meetings++;
                    break;
            }

            mall.Tell(new Visit(_colour, this));
        }
    }
}
