using Actors;

namespace Interleaving.Tests.Models;

/// <summary>A message comes as the first turn, which had none to begin with, is about to sleep.</summary>
internal sealed class TellMeetsStart : ActorModel
{
    public override void Arrange()
    {
        Spawn();
        Outside("sender", () => Actor.Tell(new Note(1)));
        Worker();
    }

    public override void Check()
    {
        CheckAtRest(isStopped: false);
        ClaimEqual([1], Handled, "handled");
    }
}

/// <summary>Two senders find the actor asleep, and two workers are free: one turn is begun.</summary>
internal sealed class TwoTellsWakeOneTurn : ActorModel
{
    public override void Arrange()
    {
        SpawnAndStart();
        Outside("sender 1", () => Actor.Tell(new Note(1)));
        Outside("sender 2", () => Actor.Tell(new Note(2)));
        Worker("worker 1");
        Worker("worker 2");
    }

    public override void Check()
    {
        CheckAtRest(isStopped: false);
        ClaimEqual([1, 2], Handled.Order(), "handled");
    }
}

/// <summary>Two senders fill the last place of a block at once, and the actor takes everything meanwhile: nothing is lost, and each sender's order holds.</summary>
internal sealed class TellsOutgrowABlock : ActorModel
{
    // One in the place for the first, the others fill a small block.
    private const int Before = 9;

    public override void Arrange()
    {
        SpawnAndStart();
        for (int number = 0; number < Before; number++) Actor.Tell(new Note(number));
        Outside("sender 1", () => Send(100));
        Outside("sender 2", () => Send(200));
        Worker();
    }

    public override void Check()
    {
        CheckAtRest(isStopped: false);
        ClaimEqual(Enumerable.Range(0, Before), Handled.Take(Before), "handled first");
        ClaimEqual([100, 101], Handled.Where(number => number is >= 100 and < 200), "handled of sender 1");
        ClaimEqual([200, 201], Handled.Where(number => number >= 200), "handled of sender 2");
    }

    private void Send(int first)
    {
        Actor.Tell(new Note(first));
        Actor.Tell(new Note(first + 1));
    }
}

/// <summary>Somebody reads the account while the actor works off a backlog: what is handled only grows, and nothing is lost on the way.</summary>
internal sealed class AccountMeetsBacklog : ActorModel
{
    public override void Arrange()
    {
        SpawnAndStart();
        for (int number = 0; number < 3; number++) Actor.Tell(new Note(number));
        Outside("reader", () =>
        {
            long handled = 0;
            for (int look = 0; look < 2; look++)
            {
                SystemAccount account = Host.GetAccount();
                Claim(account.Lost == 0 && account.Accepted == 3, "All messages are in a column.");
                Claim(account.Handled >= handled && account.Handled <= Handled.Count, $"{account.Handled} are handled, says the account, after {handled}.");
                handled = account.Handled;
            }
        });
        Worker();
    }

    public override void Check() => CheckAtRest(isStopped: false);
}

/// <summary>A sender that waits for room is cancelled as the actor makes some: its message is handled or was not sent.</summary>
internal sealed class CancelMeetsRoomInMailbox() : ActorModel(capacity: 1)
{
    private bool _isSent;

    public override void Arrange()
    {
        SpawnAndStart();
        Actor.Tell(new Note(1));
        ValueTask waiting = Actor.TellAsync(new Note(2), Cancellation.Token);
        Outside("sender", () =>
        {
            try
            {
                Await(waiting);
                _isSent = true;
            }
            catch (OperationCanceledException)
            {
            }
        });
        Outside("canceller", Cancellation.Cancel);
        Worker();
    }

    public override void Check()
    {
        CheckAtRest(isStopped: false);
        ClaimEqual(_isSent ? [1, 2] : [1], Handled, "handled");
    }
}

/// <summary>An actor stops while a sender waits for room: the sender is told, and its message is in a column.</summary>
internal sealed class StopMeetsWaitForRoom() : ActorModel(capacity: 1)
{
    public override void Arrange()
    {
        SpawnAndStart();
        Actor.Tell(new Note(1));
        Outside("sender", () => Await(Actor.TellAsync(new Note(2))));
        Outside("stopper", () => Actor.Stop());
        Worker();
    }

    public override void Check()
    {
        SystemAccount account = CheckAtRest(isStopped: true);
        Claim(account.Handled + account.Undelivered + account.Refused == 2, "Both messages are in a column.");
    }
}

/// <summary>A sender waits for room, and another comes as there is some: nobody passes who waits.</summary>
internal sealed class NewcomerMeetsWaitForRoom() : ActorModel(capacity: 1)
{
    private TellStatus _newcomer;

    public override void Arrange()
    {
        SpawnAndStart();
        Actor.Tell(new Note(1));
        ValueTask waiting = Actor.TellAsync(new Note(2));
        Outside("sender", () => Await(waiting));
        Outside("newcomer", () => _newcomer = Actor.TryTell(new Note(3)));
        Worker();
    }

    public override void Check()
    {
        CheckAtRest(isStopped: false);
        ClaimEqual(_newcomer == TellStatus.Accepted ? [1, 2, 3] : [1, 2], Handled, "handled");
    }
}
