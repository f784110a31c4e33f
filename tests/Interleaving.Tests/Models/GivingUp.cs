using Actors.Messaging;

namespace Interleaving.Tests.Models;

/// <summary>A request was put to two actors; one gives it up as the other answers: the asker has the answer.</summary>
internal sealed class OneGivesUpAsTheOtherAnswers : AskModel
{
    private int _collected;
    private bool _isTaken;

    public override void Arrange()
    {
        Ask<int> ask = Begin(-1);
        ValueTask<int> reply = ask.Reply;
        ask.ShareAmong(1);
        Side("asker", () => _collected = Collect(reply));
        Side("answering", () => _isTaken = Reply(ask, 1));
        Side("giving up", () => ask.GiveUp(new NotSupportedException(), AskOutcome.Faulted));
    }

    public override void Check() => Claim(_isTaken && _collected == 1, $"The answer was taken {_isTaken}, the asker got {_collected}.");
}

/// <summary>Both give it up at once: the last ends it, and with its own reason.</summary>
internal sealed class BothGiveUp : AskModel
{
    private int _collected;

    public override void Arrange()
    {
        Ask<int> ask = Begin(-1);
        ValueTask<int> reply = ask.Reply;
        ask.ShareAmong(1);
        Side("asker", () => _collected = Collect(reply));
        Side("first", () => ask.GiveUp(new NotSupportedException(), AskOutcome.Faulted));
        Side("second", () => ask.GiveUp(new NotSupportedException(), AskOutcome.Stopped));
    }

    public override void Check() => Claim(_collected == Failed, $"The asker got {_collected}.");
}

/// <summary>One gives up as the time is over, and the asker asks again at once, perhaps with the same object: the new request is left alone.</summary>
internal sealed class GiveUpMeetsTimeout : AskModel
{
    private int _collected;
    private int _next;

    public override void Arrange()
    {
        Ask<int> ask = Begin(10);
        ValueTask<int> reply = ask.Reply;
        Side("asker", () =>
        {
            _collected = Collect(reply);
            Ask<int> next = Begin(-1);
            reply = next.Reply;
            Reply(next, 2);
            _next = Collect(reply);
        });
        Side("actor", () => ask.GiveUp(new NotSupportedException(), AskOutcome.Faulted));
        Side("clock", RingIfSet);
    }

    public override void Check()
    {
        Claim(_collected is TimedOut or Failed, $"One of the two ended it, and not {_collected}.");
        ClaimEqual([2], [_next], "answered next");
    }
}

/// <summary>A request is put to two actors as its time is over: when all have let go it is used again, and not before.</summary>
internal sealed class ShareMeetsTimeout : AskModel
{
    private Ask<int> _ask = null!;
    private int _collected;
    private bool _isKept;

    public override void Arrange()
    {
        _ask = Begin(10);
        ValueTask<int> reply = _ask.Reply;
        Side("router", () =>
        {
            _ask.ShareAmong(1);
            _ask.Release();
            _isKept = _ask.Request is not null;
            _ask.Release();
        });
        Side("asker", () => _collected = Collect(reply));
        Side("clock", RingOnce);
    }

    public override void Check()
    {
        Claim(_collected == TimedOut, $"The time was over, and the asker got {_collected}.");
        Claim(_isKept, "While one of the two holds it, it is theirs.");
        Claim(_ask.Request is null, "It goes back when all have let go.");
    }
}
