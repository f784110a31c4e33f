using Actors.Tests.Support;

namespace Actors.Tests.Faults;

/// <summary>Makes the fault happen, as a message and as a request.</summary>
internal sealed record Trouble(FaultScene Scene);

internal sealed record AskTrouble(FaultScene Scene) : IRequest<AskTrouble, int>;

/// <summary>Asks the one that is named, and so closes a cycle.</summary>
internal sealed record AskBack(IActorRef<Patient> Other) : IRequest<AskBack, int>;

/// <summary>An actor that something goes wrong with.</summary>
internal sealed class Patient : Actor, IHandle<Note>, IHandle<Hold>, IHandle<Trouble>, IHandleDeferred<AskTrouble, int>, IHandle<AskBack, int>
{
    private readonly FaultScene? _scene;
    private readonly List<Reply<int>> _owed = [];

    public Patient(FaultScene? scene)
    {
        if (scene?.Fault == Fault.ConstructorThrows) throw new FormatException("constructor");
        _scene = scene;
    }

    public ValueTask HandleAsync(Note message, CancellationToken cancellationToken) => default;

    public async ValueTask HandleAsync(Hold message, CancellationToken cancellationToken)
    {
        message.Entered.Open();
        await message.Release.Passed.WaitAsync(cancellationToken);
    }

    public async ValueTask HandleAsync(Trouble message, CancellationToken cancellationToken)
    {
        message.Scene.Entered.Open();
        await HappenAsync(message.Scene, cancellationToken);
    }

    public async ValueTask HandleAsync(AskTrouble request, Reply<int> reply, CancellationToken cancellationToken)
    {
        FaultScene scene = request.Scene;
        scene.Entered.Open();
        switch (scene.Fault)
        {
            case Fault.ReplyIsGivenTwice:
                reply.TryReply(1);
                reply.TryReply(2);
                break;
            case Fault.ReplyIsNeverGiven:
                break;
            case Fault.ReplyComesTooLate or Fault.AskerGivesUp:
                await scene.Ended.Passed;
                reply.TryReply(1);
                break;
            case Fault.ReplyComesFromElsewhere:
                ThreadPool.UnsafeQueueUserWorkItem(answer => answer.TryReply(1), reply, preferLocal: false);
                break;
            case Fault.ReplyIsForwardedToAStoppedActor:
                await scene.Other.StopAsync(cancellationToken);
                reply.Forward(scene.Other, request);
                break;
            case Fault.ReplyIsOwedAtTheEnd:
                _owed.Add(reply);
                Context.Stop();
                break;
            default:
                await HappenAsync(scene, cancellationToken);
                reply.TryReply(1);
                break;
        }
    }

    public async ValueTask<int> HandleAsync(AskBack request, CancellationToken cancellationToken) =>
        await request.Other.AskAsync(new AskBack(request.Other), Timeout.InfiniteTimeSpan, cancellationToken);

    protected override ValueTask OnStartAsync(CancellationToken cancellationToken) =>
        _scene?.Fault == Fault.StartHookThrows ? throw new FormatException("start") : default;

    protected override ValueTask OnStopAsync(CancellationToken cancellationToken)
    {
        if (_scene?.Fault == Fault.StopHookThrows) throw new FormatException("stop");
        if (_scene?.Fault == Fault.StopHookSpawns) Spawn(_scene);
        return default;
    }

    protected override ValueTask OnRestartingAsync(Exception error, CancellationToken cancellationToken)
    {
        if (_scene?.Fault == Fault.RestartingHookThrows) throw new FormatException("restarting");
        if (_scene?.Fault == Fault.ActorStopsWhileItRestarts) this.Self().Stop();
        return default;
    }

    // Once: the instance after this one begins because of what is thrown here.
    protected override ValueTask OnRestartedAsync(Exception error, CancellationToken cancellationToken) =>
        _scene?.Fault == Fault.RestartedHookThrows && error.Message != "restarted" ? throw new FormatException("restarted") : default;

    private async ValueTask HappenAsync(FaultScene scene, CancellationToken cancellationToken)
    {
        switch (scene.Fault)
        {
            case Fault.HandlerThrows or Fault.RestartingHookThrows or Fault.RestartedHookThrows:
            case Fault.StrategyThrows or Fault.LoggerThrows or Fault.ActorStopsWhileItRestarts:
                throw new FormatException("handler");
            case Fault.HandlerThrowsAfterAwait:
                await Task.Yield();
                throw new FormatException("handler");
            case Fault.HandlerThrowsForeignCancellation:
                throw new OperationCanceledException("not ours");
            case Fault.HandlerThrowsOwnCancellation:
                new CancellationToken(canceled: true).ThrowIfCancellationRequested();
                break;
            case Fault.HandlerNeverReturns or Fault.HandlerOutlivesItsHost:
                await new TaskCompletionSource().Task;
                break;
            case Fault.HandlerBlocksItsThread:
                scene.Block();
                break;
            case Fault.WallClockJumps:
                scene.Clock.JumpBy(TimeSpan.FromDays(365));
                await Task.Yield();
                scene.Clock.JumpBy(TimeSpan.FromDays(-730));
                break;
            case Fault.ActorIsKilledInHandler:
                this.Self().Kill();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
            case Fault.ActorStopsItself or Fault.StopHookSpawns:
            case Fault.DeadLetterSubscriberThrows or Fault.DeadLetterSubscriberBlocks:
                this.Self().TryTell(new Note("after"));
                Context.Stop();
                break;
            case Fault.ActorStopsTwice:
                Context.Stop();
                this.Self().Stop();
                break;
            case Fault.ActorStopsItselfAndThrows:
                Context.Stop();
                throw new FormatException("handler");
            case Fault.ActorSpawnsAndStops:
                Spawn(scene);
                Context.Stop();
                break;
            case Fault.ActorAsksItself:
                await this.Self().AskAsync(new AskBack(this.Self()), Timeout.InfiniteTimeSpan, cancellationToken);
                break;
            case Fault.ActorsAskInACycle:
                await scene.Other.AskAsync(new AskBack(this.Self()), Timeout.InfiniteTimeSpan, cancellationToken);
                break;
        }
    }

    private void Spawn(FaultScene scene)
    {
        IActorRef<Patient> child = Context.Spawn(() => new Patient(null));
        scene.Child = child;
        child.TryTell(new Note("to the child"));
    }
}
