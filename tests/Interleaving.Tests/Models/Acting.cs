using Actors;

namespace Interleaving.Tests.Models;

/// <summary>Two senders and a turn that is about to rest: each message is handled, by one turn at a time.</summary>
internal sealed class TellsMeetRest : ActorModel
{
    public override void Arrange()
    {
        SpawnAndStart();
        Outside("sender 1", () => Actor.Tell(new Note(1)));
        Outside("sender 2", () => Actor.Tell(new Note(2)));
        Worker();
    }

    public override void Check()
    {
        CheckAtRest(isStopped: false);
        ClaimEqual([1, 2], Handled.Order(), "handled");
    }
}

/// <summary>One sender and two workers: a turn that has parked may still be on its way out as the next begins.</summary>
internal sealed class TurnsOverlapOnTheWayOut : ActorModel
{
    public override void Arrange()
    {
        SpawnAndStart();
        Outside("sender", () =>
        {
            Actor.Tell(new Note(1));
            Actor.Tell(new Note(2));
        });
        Worker("worker 1");
        Worker("worker 2");
    }

    public override void Check()
    {
        CheckAtRest(isStopped: false);
        ClaimEqual([1, 2], Handled, "handled");
    }
}

/// <summary>A stop comes as the turn goes to rest: it is obeyed, not slept over.</summary>
internal sealed class StopMeetsRest : ActorModel
{
    public override void Arrange()
    {
        SpawnAndStart();
        Actor.Tell(new Note(1));
        Outside("stopper", () => Actor.Stop());
        Worker();
    }

    public override void Check()
    {
        SystemAccount account = CheckAtRest(isStopped: true);
        Claim(account.Handled + account.Undelivered == 1, "The message was handled or is a dead letter.");
    }
}

/// <summary>A signal comes to an actor that has a message to handle, and two workers are free: one of them runs it at a time.</summary>
internal sealed class SignalMeetsTurn : ActorModel
{
    public override void Arrange()
    {
        SpawnAndStart();
        Actor.Tell(new Note(1));
        Outside("drainer", () => Actor.StopAsync());
        Worker("worker 1");
        Worker("worker 2");
    }

    public override void Check()
    {
        CheckAtRest(isStopped: true);
        ClaimEqual([1], Handled, "handled");
    }
}

/// <summary>A message comes as its actor stops: it is handled, undelivered or refused, and in one of the columns.</summary>
internal sealed class StopMeetsTell : ActorModel
{
    public override void Arrange()
    {
        SpawnAndStart();
        Outside("sender", () => Actor.Tell(new Note(1)));
        Outside("stopper", () => Actor.Stop());
        Worker();
    }

    public override void Check()
    {
        SystemAccount account = CheckAtRest(isStopped: true);
        Claim(account.Handled + account.Undelivered + account.Refused == 1, "The message is in one column.");
    }
}

/// <summary>Messages come as their actor drains: what was accepted is handled, and in its order.</summary>
internal sealed class DrainMeetsTells : ActorModel
{
    private readonly List<int> _accepted = [];
    private Task? _stopped;

    public override void Arrange()
    {
        SpawnAndStart();
        Outside("sender", () =>
        {
            for (int i = 1; i <= 2; i++)
                if (Actor.TryTell(new Note(i)) == TellStatus.Accepted) _accepted.Add(i);
        });
        Outside("stopper", () => _stopped = Actor.StopAsync());
        Worker();
    }

    public override void Check()
    {
        Claim(_stopped!.IsCompletedSuccessfully, "Who asked for the end is told of it.");
        CheckAtRest(isStopped: true);
        ClaimEqual(_accepted, Handled, "handled");
    }
}

/// <summary>A stop and a drain at once, and both wait for the end: it comes once.</summary>
internal sealed class StopMeetsDrain : ActorModel
{
    private Task? _stopped;

    public override void Arrange()
    {
        SpawnAndStart();
        Outside("drainer", () => _stopped = Actor.StopAsync());
        Outside("stopper", () => Actor.Stop());
        Worker();
    }

    public override void Check()
    {
        Claim(_stopped!.IsCompletedSuccessfully, "Who asked for the end is told of it.");
        CheckAtRest(isStopped: true);
    }
}

/// <summary>Somebody asks to be told of the end as it comes: the promise is there first, or the end is.</summary>
internal sealed class StoppedIsAskedForAtTheEnd : ActorModel
{
    private Task? _stopped;
    private Task? _other;

    public override void Arrange()
    {
        SpawnAndStart();
        Actor.Stop();
        Outside("asker", () => _stopped = Actor.StopAsync());
        Outside("other asker", () => _other = Actor.StopAsync());
        Worker();
    }

    public override void Check()
    {
        // First: who asks again helps those who asked before.
        Claim(_stopped!.IsCompletedSuccessfully && _other!.IsCompletedSuccessfully, "Both are told.");
        CheckAtRest(isStopped: true);
    }
}

/// <summary>An actor is told something before its first turn, and stopped perhaps before that.</summary>
internal sealed class StartMeetsTellAndStop : ActorModel
{
    public override void Arrange()
    {
        Spawn();
        Outside("sender", () => Actor.Tell(new Note(1)));
        Outside("stopper", () => Actor.Stop());
        Worker();
    }

    public override void Check()
    {
        SystemAccount account = CheckAtRest(isStopped: true);
        Claim(account.Handled + account.Undelivered + account.Refused == 1, "The message is in one column.");
    }
}

/// <summary>An actor is asked as it stops: the asker gets the reply or the reason.</summary>
internal sealed class AskMeetsStop : ActorModel
{
    private bool _hasEnded;

    public override void Arrange()
    {
        SpawnAndStart();
        Outside("asker", () =>
        {
            ValueTask<int> reply = Actor.AskAsync(new Question());
            try
            {
                _hasEnded = Await(reply) == 42;
            }
            catch (ActorStoppedException)
            {
                _hasEnded = true;
            }
        });
        Outside("stopper", () => Actor.Stop());
        Worker();
    }

    public override void Check()
    {
        CheckAtRest(isStopped: true);
        Claim(_hasEnded, "The Ask ends.");
    }
}

/// <summary>A handler awaits, and is resumed as another message comes: that one waits for its turn.</summary>
internal sealed class ResumeMeetsTell : ActorModel
{
    // Continues whoever awaits it on the thread that completes it: the pool is not part of the model.
    private readonly TaskCompletionSource _awaited = new();

    public override void Arrange()
    {
        SpawnAndStart();
        Actor.Tell(new Note(1));
        Outside("sender", () => Actor.Tell(new Note(2)));
        Outside("completer", () => _awaited.SetResult());
        Worker();
    }

    public override void Check()
    {
        CheckAtRest(isStopped: false);
        ClaimEqual([1, -1, 2], Trace, "handled");
    }

    private List<int> Trace { get; } = [];

    protected override async ValueTask HandleAsync(int value)
    {
        Trace.Add(value);
        if (value != 1) return;
        await _awaited.Task;
        Trace.Add(-1);
    }
}

/// <summary>A sender waits for room in a full mailbox while the actor makes some.</summary>
internal sealed class TellWaitsForRoom() : ActorModel(capacity: 1)
{
    public override void Arrange()
    {
        SpawnAndStart();
        Actor.Tell(new Note(1));
        Outside("sender", () => Await(Actor.TellAsync(new Note(2))));
        Worker();
    }

    public override void Check()
    {
        CheckAtRest(isStopped: false);
        ClaimEqual([1, 2], Handled, "handled");
    }
}

/// <summary>A handler throws as its actor is stopped: there is a new life or none, and an end.</summary>
internal sealed class FailureMeetsStop : ActorModel
{
    public override void Arrange()
    {
        SpawnAndStart();
        Actor.Tell(new Note(1));
        Outside("stopper", () => Actor.Stop());
        Worker();
    }

    public override void Check()
    {
        Handled.Clear();
        SystemAccount account = CheckAtRest(isStopped: true);
        Claim(account.Faulted + account.Undelivered == 1, "The message failed or is a dead letter.");
    }

    protected override ValueTask HandleAsync(int value) => throw new InvalidOperationException();
}
