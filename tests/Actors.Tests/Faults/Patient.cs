using Actors.Tests.Support;

namespace Actors.Tests.Faults;

/// <summary>Makes the fault happen, as a message and as a request.</summary>
internal sealed record Trouble(Fault Fault);

internal sealed record AskTrouble(Fault Fault, IActorRef<Patient> Other) : IRequest<AskTrouble, int>;

/// <summary>Asks the one that is named, and so closes a cycle.</summary>
internal sealed record AskBack(IActorRef<Patient> Other) : IRequest<AskBack, int>;

/// <summary>An actor that something goes wrong with.</summary>
internal sealed class Patient : Actor, IHandle<Note>, IHandle<Hold>, IHandle<Trouble>, IHandleDeferred<AskTrouble, int>, IHandle<AskBack, int>
{
    private readonly Fault? _fault;
    private readonly List<Reply<int>> _owed = [];

    public Patient(Fault? fault)
    {
        if (fault == Fault.ConstructorThrows) throw new FormatException("constructor");
        _fault = fault;
    }

    public ValueTask HandleAsync(Note message, CancellationToken cancellationToken) => default;

    public async ValueTask HandleAsync(Hold message, CancellationToken cancellationToken)
    {
        message.Entered.Open();
        await message.Release.Passed.WaitAsync(cancellationToken);
    }

    public async ValueTask HandleAsync(Trouble message, CancellationToken cancellationToken) => await HappenAsync(message.Fault, null, cancellationToken);

    public async ValueTask HandleAsync(AskTrouble request, Reply<int> reply, CancellationToken cancellationToken)
    {
        switch (request.Fault)
        {
            case Fault.ReplyIsGivenTwice:
                reply.TryReply(1);
                Assert.False(reply.TryReply(2));
                break;
            case Fault.ReplyComesFromElsewhere:
                ThreadPool.UnsafeQueueUserWorkItem(answer => answer.TryReply(1), reply, preferLocal: false);
                break;
            case Fault.ReplyIsForwardedToAStoppedActor:
                await request.Other.StopAsync(cancellationToken);
                reply.Forward(request.Other, request);
                break;
            case Fault.ReplyIsOwedAtTheEnd:
                _owed.Add(reply);
                Context.Stop();
                break;
            default:
                await HappenAsync(request.Fault, request.Other, cancellationToken);
                reply.TryReply(1);
                break;
        }
    }

    public async ValueTask<int> HandleAsync(AskBack request, CancellationToken cancellationToken) =>
        await request.Other.AskAsync(new AskBack(request.Other), Timeout.InfiniteTimeSpan, cancellationToken);

    protected override ValueTask OnStartAsync(CancellationToken cancellationToken) =>
        _fault == Fault.StartHookThrows ? throw new FormatException("start") : default;

    protected override ValueTask OnStopAsync(CancellationToken cancellationToken) =>
        _fault == Fault.StopHookThrows ? throw new FormatException("stop") : default;

    protected override ValueTask OnRestartingAsync(Exception error, CancellationToken cancellationToken) =>
        _fault == Fault.RestartingHookThrows ? throw new FormatException("restarting") : default;

    private async ValueTask HappenAsync(Fault fault, IActorRef<Patient>? other, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case Fault.HandlerThrows or Fault.RestartingHookThrows:
                throw new FormatException("handler");
            case Fault.HandlerThrowsAfterAwait:
                await Task.Yield();
                throw new FormatException("handler");
            case Fault.HandlerThrowsForeignCancellation:
                throw new OperationCanceledException("not ours");
            case Fault.HandlerThrowsOwnCancellation:
                new CancellationToken(canceled: true).ThrowIfCancellationRequested();
                break;
            case Fault.ActorIsKilledInHandler:
                this.Self().Kill();
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
            case Fault.ActorStopsItself or Fault.DeadLetterSubscriberThrows:
                Context.Stop();
                break;
            case Fault.ActorStopsTwice:
                Context.Stop();
                this.Self().Stop();
                break;
            case Fault.ActorAsksItself:
                await this.Self().AskAsync(new AskBack(this.Self()), Timeout.InfiniteTimeSpan, cancellationToken);
                break;
            case Fault.ActorsAskInACycle when other is not null:
                await other.AskAsync(new AskBack(this.Self()), Timeout.InfiniteTimeSpan, cancellationToken);
                break;
        }
    }
}
