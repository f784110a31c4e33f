using Actors.Messaging;

namespace Interleaving.Tests.Models;

/// <summary>The reply comes as the time is over: the asker gets one of the two, and the actor is told which.</summary>
internal sealed class ReplyMeetsTimeout : AskModel
{
    private int _collected;
    private bool _isTaken;

    public override void Arrange()
    {
        Ask<int> ask = Begin(10);
        ValueTask<int> reply = ask.Reply;
        Side("actor", () => _isTaken = Reply(ask, 1));
        Side("clock", RingOnce);
        Side("asker", () => _collected = Collect(reply));
    }

    public override void Check() => Claim(_collected == (_isTaken ? 1 : TimedOut), $"The actor was told {_isTaken}, the asker got {_collected}.");
}

/// <summary>The reply comes as the asker cancels.</summary>
internal sealed class ReplyMeetsCancel : AskModel
{
    private int _collected;
    private bool _isTaken;

    public override void Arrange()
    {
        Ask<int> ask = Begin(-1);
        ValueTask<int> reply = ask.Reply;
        Side("asker", () =>
        {
            ask.EndOn(Cancellation.Token);
            _collected = Collect(reply);
        });
        Side("actor", () => _isTaken = Reply(ask, 1));
        Side("canceller", CancelUnlessCollected);
    }

    public override void Check() => Claim(_collected == (_isTaken ? 1 : Cancelled), $"The actor was told {_isTaken}, the asker got {_collected}.");
}

/// <summary>The time of all handlers is over as one of them asks, and passes its token on: the Ask ends, whoever is first.</summary>
internal sealed class AskMeetsEndOfHandlers : AskModel
{
    private int _collected;

    public override void Arrange()
    {
        Side("asker", () =>
        {
            Ask<int> ask = Begin(-1);
            ValueTask<int> reply = ask.Reply;
            ask.EndOn(Handlers.Token);
            _collected = Collect(reply);
        });
        Side("host", Handlers.Cancel);
    }

    public override void Check() => ClaimEqual([Cancelled], [_collected], "collected");
}

/// <summary>The reply to one who passed the token on comes as the time of all handlers is over; the next Ask, without the token, is left alone.</summary>
internal sealed class ReplyMeetsEndOfHandlers : AskModel
{
    private int _collected;
    private int _next;
    private bool _isTaken;

    public override void Arrange()
    {
        Ask<int> ask = Begin(-1);
        ValueTask<int> reply = ask.Reply;
        ask.EndOn(Handlers.Token);
        Side("asker", () =>
        {
            _collected = Collect(reply);
            Ask<int> next = Begin(-1);
            reply = next.Reply;
            Reply(next, 2);
            _next = Collect(reply);
        });
        Side("actor", () => _isTaken = Reply(ask, 1));
        Side("host", Handlers.Cancel);
    }

    public override void Check()
    {
        Claim(_collected == (_isTaken ? 1 : Cancelled), $"The actor was told {_isTaken}, the asker got {_collected}.");
        ClaimEqual([2], [_next], "answered next");
    }
}

/// <summary>The asker cancels as the time is over, and nobody ever answers: the actor drops the request later.</summary>
internal sealed class CancelMeetsTimeout : AskModel
{
    private int _collected;

    public override void Arrange()
    {
        Ask<int> ask = Begin(10);
        ValueTask<int> reply = ask.Reply;
        Side("asker", () =>
        {
            ask.EndOn(Cancellation.Token);
            _collected = Collect(reply);
        });
        Side("clock", RingOnce);
        Side("canceller", CancelUnlessCollected);
        Side("actor", ask.Release);
    }

    public override void Check() => Claim(_collected is TimedOut or Cancelled, "One of the two ended it.");
}

/// <summary>The handler throws as the time is over.</summary>
internal sealed class FaultMeetsTimeout : AskModel
{
    private int _collected;
    private bool _isTaken;

    public override void Arrange()
    {
        Ask<int> ask = Begin(10);
        ValueTask<int> reply = ask.Reply;
        Side("actor", () =>
        {
            _isTaken = ask.TryFail(new NotSupportedException(), AskOutcome.Faulted);
            ask.Release();
        });
        Side("clock", RingOnce);
        Side("asker", () => _collected = Collect(reply));
    }

    public override void Check() => Claim(_collected == (_isTaken ? Failed : TimedOut), $"The actor was told {_isTaken}, the asker got {_collected}.");
}

/// <summary>The system fails every Ask that is left as the reply comes.</summary>
internal sealed class ReplyMeetsTheEndOfTheSystem : AskModel
{
    private int _collected;
    private bool _isTaken;

    public override void Arrange()
    {
        Ask<int> ask = Begin(-1);
        ValueTask<int> reply = ask.Reply;
        Side("actor", () => _isTaken = Reply(ask, 1));
        Side("system", () => Registry.FailAll(_ => new NotSupportedException()));
        Side("asker", () => _collected = Collect(reply));
    }

    public override void Check() => Claim(_collected == (_isTaken ? 1 : Failed), $"The actor was told {_isTaken}, the asker got {_collected}.");
}

/// <summary>A reply comes so late that the asker asks again already, perhaps with the same object: the second question gets its own answer.</summary>
internal sealed class LateReplyMeetsNextLife : AskModel
{
    private int _first;
    private int _second;

    public override void Arrange()
    {
        Ask<int>? asked = null;
        Side("asker", () =>
        {
            asked = Begin(10);
            _first = Collect(asked.Reply);
            Ask<int> again = Begin(-1);
            ValueTask<int> reply = again.Reply;
            WaitUntil(() => asked is null);
            asked = again;
            _second = Collect(reply);
        });
        Side("clock", RingOnce);
        Side("actor", () =>
        {
            for (int reply = 1; reply <= 2; reply++)
            {
                WaitUntil(() => asked is not null);
                Ask<int> ask = asked!;
                asked = null;
                Reply(ask, reply);
            }
        });
    }

    public override void Check()
    {
        Claim(_first is 1 or TimedOut, $"The first question ended with {_first}.");
        Claim(_second == 2, $"The second question is answered by its own reply, not by {_second}.");
    }
}

/// <summary>The sweep has an Ask's life on its list of the late as the next begins, in the same object: that one has its own time.</summary>
internal abstract class SweepMeetsLaterLife(int livesBefore) : AskModel
{
    private const int NoTimeout = -1;

    private Ask<int>? _again;
    private bool _isSame;

    public override void Arrange()
    {
        Side("asker", () =>
        {
            for (int life = 0; life < livesBefore; life++)
            {
                Ask<int> before = Begin(NoTimeout);
                ValueTask<int> early = before.Reply;
                Reply(before, 0);
                Collect(early);
            }

            Ask<int> ask = Begin(10);
            ValueTask<int> reply = ask.Reply;
            Reply(ask, 1);
            Collect(reply);
            _again = Begin(100);
            _isSame = ReferenceEquals(ask, _again);
        });
        Side("clock", RingOnce);
    }

    public override void Check()
    {
        Claim(_isSame, "An Ask is used again.");
        Claim(_again!.IsWaiting, "A new life does not end by the time of the last.");
        CheckThatItTimesOut(_again);
    }
}

/// <inheritdoc/>
internal sealed class SweepMeetsNextLife() : SweepMeetsLaterLife(livesBefore: 0);

/// <summary>The same with a third life after a second: lives are told apart all the way, not just the first from the others.</summary>
internal sealed class SweepMeetsThirdLife() : SweepMeetsLaterLife(livesBefore: 1);

/// <summary>An Ask begins its second life as the sweep is about to forget it: it is on the list or it puts itself there.</summary>
internal sealed class WatchMeetsSweep : AskModel
{
    private Ask<int>? _again;

    public override void Arrange()
    {
        Side("asker", () =>
        {
            Ask<int> ask = Begin(50);
            ValueTask<int> reply = ask.Reply;
            Reply(ask, 1);
            Collect(reply);
            _again = Begin(10);
        });
        // Timers may ring while they still ring.
        Side("clock", RingIfSet);
        Side("other clock", RingIfSet);
    }

    public override void Check() => CheckThatItTimesOut(_again!);
}

/// <summary>An Ask that the sweep has looked at begins a shorter life: there is no plan any more that would seem early enough.</summary>
internal sealed class ShorterLifeMeetsSweep : AskModel
{
    private Ask<int>? _again;

    public override void Arrange()
    {
        Begin(10);
        Side("asker", () =>
        {
            Ask<int> ask = Begin(100);
            ValueTask<int> reply = ask.Reply;
            Reply(ask, 1);
            Collect(reply);
            _again = Begin(20);
        });
        Side("clock", RingOnce);
    }

    public override void Check() => CheckThatItTimesOut(_again!);
}

/// <summary>Two Asks begin at once, the later one's time earlier: the timer is set for the first that is due.</summary>
internal sealed class TwoAsksShareTheTimer : AskModel
{
    private Ask<int>? _early;
    private Ask<int>? _late;

    public override void Arrange()
    {
        Side("asker 1", () => _late = Begin(20));
        Side("asker 2", () => _early = Begin(10));
    }

    public override void Check()
    {
        CheckThatItTimesOut(_early!);
        Claim(_late!.IsWaiting, "Nothing ends before its time.");
        CheckThatItTimesOut(_late);
    }
}

/// <summary>A first Ask begins as the timer rings for another: the sweep sees it, or it sees that there is no plan.</summary>
internal sealed class FirstAskMeetsSweep : AskModel
{
    private Ask<int>? _asked;

    public override void Arrange()
    {
        Ask<int> before = Begin(10);
        Side("asker", () => _asked = Begin(10));
        Side("clock", RingOnce);
        Side("actor", () => Reply(before, 1));
    }

    public override void Check() => CheckThatItTimesOut(_asked!);
}

/// <summary>An Ask goes on to another system while the registry of the first sweeps: it ends by the clock of the second.</summary>
internal sealed class MoveToAnotherSystemMeetsSweep : AskModel
{
    private readonly ModelClock _otherClock = new();
    private Ask<int>? _moved;

    public override void Arrange()
    {
        AskRegistry other = NewRegistry(_otherClock);
        Side("asker", () =>
        {
            Ask<int> ask = Begin(10);
            ValueTask<int> reply = ask.Reply;
            Reply(ask, 1);
            Collect(reply);
            _moved = Begin(other, 10);
        });
        Side("clock", RingOnce);
    }

    public override void Check()
    {
        Claim(_moved!.IsWaiting && _otherClock.Due is not null, "It waits, and the second system knows.");
        _otherClock.Ring();
        Claim(!_moved.IsWaiting, "It ends by the second system's clock.");
    }
}
