using Channels;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>Two parties meet twice, one leader each time.</summary>
internal sealed class TwoPartiesMeetTwice : Model
{
    private readonly AsyncBarrier _barrier = new(2);
    private readonly int[] _leaders = new int[2];

    public override void Arrange()
    {
        Thread("first", MeetTwice);
        Thread("second", MeetTwice);
    }

    public override void Check()
    {
        ClaimEqual([1, 1], _leaders, "leaders of each round");
        Claim(_barrier.Arrived == 0, "Nobody is left.");
    }

    private void MeetTwice()
    {
        for (int round = 0; round < 2; round++)
        {
            BarrierWaitResult result = Await(_barrier.WaitAsync());
            Claim(result.Round == round, "Nobody is a round ahead.");
            if (result.IsLeader) _leaders[round]++;
        }
    }
}

/// <summary>A party is cancelled as the last one comes: it has passed with it, or the last one waits for another.</summary>
internal sealed class CancelMeetsTheLastParty : Model
{
    private readonly AsyncBarrier _barrier = new(2);
    private int _passed;

    public override void Arrange()
    {
        Thread("cancelled", () =>
        {
            try
            {
                Await(_barrier.WaitAsync(Cancellation.Token));
            }
            catch (OperationCanceledException)
            {
                Await(_barrier.WaitAsync());
            }

            _passed++;
        });
        Thread("last", () =>
        {
            Await(_barrier.WaitAsync());
            _passed++;
        });
        Thread("canceller", Cancellation.Cancel);
    }

    public override void Check() => Claim(_passed == 2 && _barrier.Arrived == 0, "Both pass, in one round.");
}

/// <summary>The event comes, twice, while some begin to wait: all pass, and one call was the one.</summary>
internal sealed class FireMeetsWaits : Model
{
    private readonly (BarrierSender Sender, BarrierReceiver Receiver) _barrier = BarrierChannel.Create();
    private WriteStatus _fired;

    public override void Arrange()
    {
        ValueTask waiting = _barrier.Receiver.WaitAsync();
        Thread("waiting", () =>
        {
            Await(_barrier.Receiver.WaitAsync());
            Await(waiting);
        });
        Thread("firing", () => _fired = _barrier.Sender.Fire());
        Thread("leaving", _barrier.Sender.Dispose);
    }

    public override void Check() => Claim(_fired != WriteStatus.Full && _barrier.Receiver.HasFired && _barrier.Sender.Fire() == WriteStatus.Closed, "It has fired, once.");
}

/// <summary>A wait for the event is cancelled as it comes: it says one or the other, and the next wait passes.</summary>
internal sealed class FireMeetsCancel : Model
{
    private readonly (BarrierSender Sender, BarrierReceiver Receiver) _barrier = BarrierChannel.Create();

    public override void Arrange()
    {
        Thread("waiting", () =>
        {
            try
            {
                Await(_barrier.Receiver.WaitAsync(Cancellation.Token));
            }
            catch (OperationCanceledException)
            {
                Await(_barrier.Receiver.WaitAsync());
            }

            Claim(_barrier.Receiver.HasFired, "Nobody passes before.");
        });
        Thread("firing", () => _barrier.Sender.Fire());
        Thread("canceller", Cancellation.Cancel);
    }

    public override void Check()
    {
    }
}
