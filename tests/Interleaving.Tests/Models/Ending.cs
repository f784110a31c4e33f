using Actors;

namespace Interleaving.Tests.Models;

/// <summary>A handler that awaits returns as its actor is killed: one of the two has the turn, and the message is in one column.</summary>
internal sealed class KillMeetsReturn : ActorModel
{
    private readonly TaskCompletionSource _awaited = new();
    private Task<Terminated>? _ended;

    public override void Arrange()
    {
        SpawnAndStart();
        Actor.Tell(new Note(1));
        // What the handler awaits completes on the completer's thread: no context of the test takes it elsewhere.
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        Turns.RunAll();
        SynchronizationContext.SetSynchronizationContext(context);
        _ended = Actor.WhenTerminatedAsync();
        Outside("completer", () => _awaited.SetResult());
        Outside("killer", () => Actor.Kill());
        Worker();
    }

    public override void Check()
    {
        Claim(_ended!.IsCompletedSuccessfully, "The actor has ended.");
        SystemAccount account = Host.GetAccount();
        Claim(account is { Lost: 0, Pending: 0, Accepted: 1 } && account.Handled + account.Undelivered == 1, "The message is in one column.");
        Claim(Stops == 0, "A killed actor has no last hook.");
    }

    protected override ValueTask HandleAsync(int value) => new(_awaited.Task);
}

/// <summary>A kill comes as a handler begins to await what never comes: the actor ends all the same.</summary>
internal sealed class KillMeetsSuspend : ActorModel
{
    private readonly TaskCompletionSource _never = new();
    private Task<Terminated>? _ended;

    public override void Arrange()
    {
        SpawnAndStart();
        Actor.Tell(new Note(1));
        _ended = Actor.WhenTerminatedAsync();
        Outside("killer", () => Actor.Kill());
        Worker("worker 1");
        Worker("worker 2");
    }

    public override void Check()
    {
        Claim(_ended!.IsCompletedSuccessfully, "The actor has ended.");
        SystemAccount account = Host.GetAccount();
        Claim(account is { Lost: 0, Pending: 0, Undelivered: 1 }, "The message is undelivered.");
    }

    protected override ValueTask HandleAsync(int value) => new(_never.Task);
}

/// <summary>An actor begins to watch another as that ends: it is told, once.</summary>
internal sealed class WatchMeetsEnd : ActorModel
{
    private int _told;

    public override void Arrange()
    {
        SpawnAndStart();
        IActorRef<Watcher> watcher = Host.Spawn(() => new Watcher(this), "watcher");
        Turns.RunAll();
        watcher.Tell(new Note(1));
        Actor.Stop();
        Worker("worker 1");
        Worker("worker 2");
    }

    public override void Check()
    {
        ClaimEqual([1], [_told], "told");
        SystemAccount account = Host.GetAccount();
        Claim(account is { Lost: 0, Pending: 0, Accepted: 2, Handled: 2 }, $"The account is of the note and of one end: {account}");
    }

    private sealed class Watcher(WatchMeetsEnd model) : Actor, IHandle<Note>, IHandle<Terminated>
    {
        public ValueTask HandleAsync(Note message, CancellationToken cancellationToken)
        {
            this.Watch(model.Actor);
            return default;
        }

        public ValueTask HandleAsync(Terminated message, CancellationToken cancellationToken)
        {
            model._told++;
            return default;
        }
    }
}

/// <summary>A stop waits for an interleaved handler, which goes on just now: the turn that waits is brought back.</summary>
internal sealed class StopMeetsContinuation : ActorModel
{
    private readonly TaskCompletionSource _awaited = new();
    private Task<Terminated>? _ended;
    private bool _isHandled;

    public override void Arrange()
    {
        IActorRef<Interleaver> actor = Host.Spawn(() => new Interleaver(this), "interleaver");
        Turns.RunAll();
        actor.Tell(new Note(1));
        Turns.RunAll();
        _ended = actor.WhenTerminatedAsync();
        actor.Stop();
        Outside("completer", () => _awaited.SetResult());
        Worker("worker 1");
        Worker("worker 2");
    }

    public override void Check()
    {
        Claim(_isHandled, "The handler has returned.");
        Claim(_ended!.IsCompletedSuccessfully, "The actor has ended.");
        Claim(Host.GetAccount() is { Lost: 0, Pending: 0, Handled: 1 }, "The message was handled.");
    }

    private sealed class Interleaver(StopMeetsContinuation model) : Actor, IHandleInterleaved<Note>
    {
        public async ValueTask HandleInterleavedAsync(Note message, CancellationToken cancellationToken)
        {
            await model._awaited.Task;
            model._isHandled = true;
        }
    }
}

/// <summary>A kill abandons an interleaved handler that goes on just now: who asked is answered, or told of the kill and the request a dead letter.</summary>
internal sealed class KillMeetsContinuation : ActorModel
{
    private readonly TaskCompletionSource _awaited = new();
    private Task<Terminated>? _ended;
    private Task<int>? _reply;

    public override void Arrange()
    {
        IActorRef<Interleaver> actor = Host.Spawn(() => new Interleaver(this), "interleaver");
        Turns.RunAll();
        _reply = actor.AskAsync(new Question()).AsTask();
        Turns.RunAll();
        _ended = actor.WhenTerminatedAsync();
        actor.Kill();
        Outside("completer", () => _awaited.SetResult());
        Worker("worker 1");
        Worker("worker 2");
    }

    public override void Check()
    {
        Claim(_ended!.IsCompletedSuccessfully, "The actor has ended.");
        SystemAccount account = Host.GetAccount();
        Claim(account is { Lost: 0, Pending: 0, Accepted: 1 }, $"Nothing is lost, and nothing waits: {account}");
        Claim(_reply!.IsCompleted, "Who asked knows how it ended.");
        Claim(account.Undelivered == (_reply.IsCompletedSuccessfully ? 0 : 1), $"A request that was answered is no dead letter: {account}");
    }

    private sealed class Interleaver(KillMeetsContinuation model) : Actor, IHandleInterleaved<Question, int>
    {
        public async ValueTask<int> HandleInterleavedAsync(Question request, CancellationToken cancellationToken)
        {
            await model._awaited.Task;
            return 42;
        }
    }
}

/// <summary>Somebody asks for the account as an actor ends: what it handled is in it, as one of the living or of the ended.</summary>
internal sealed class AccountMeetsEnd : ActorModel
{
    private SystemAccount? _account;

    public override void Arrange()
    {
        SpawnAndStart();
        Actor.Tell(new Note(1));
        Turns.RunAll();
        Actor.Stop();
        Outside("accountant", () => _account = Host.GetAccount());
        Worker();
    }

    public override void Check()
    {
        CheckAtRest(isStopped: true);
        Claim(_account is { Accepted: 1, Handled: 1, Pending: 0 }, $"In between, {_account!.Accepted} was accepted and {_account.Handled} handled.");
    }
}
