using Actors.Messaging;
using Channels;

namespace Actors.Local;

/// <summary>Step 2 of a message's path: the address that a sender holds hands the envelope to the actor's inbox.</summary>
internal sealed class LocalActorRef<TActor>(ActorLoop loop) : ActorAddress<TActor>, IActorRef<TActor>
    where TActor : class
{
    public ActorPath Path => loop.Cell.Path;

    IAskParty IActorRef.AskTarget => loop.Cell;

    IActorLife IActorRef.Life => loop.Cell;

    AskRegistry IActorRef.Asks => loop.Cell.System.Asks;

    public void Stop() => loop.Cell.Signal(Signals.Stop);

    public Task StopAsync(CancellationToken cancellationToken = default)
    {
        Task stopped = loop.Cell.Stopped;
        loop.Cell.Signal(Signals.Drain);
        return stopped.WaitAsync(cancellationToken);
    }

    WriteStatus IActorRef.Post(in Envelope envelope) => loop.Post(envelope);

    ValueTask<WriteStatus> IActorRef.PostAsync(Envelope envelope, CancellationToken cancellationToken) => loop.PostAsync(envelope, cancellationToken);

    void IActorRef.Refuse(object message, DeadLetterReason reason) => loop.Cell.Refuse(message, reason);

    void IActorRef.NotifyEnd(IEndListener listener) => loop.Cell.NotifyEnd(listener);

    void IActorRef.ForgetEnd(IEndListener listener) => loop.Cell.ForgetEnd(listener);

    int IActorRef.Backlog => (int)loop.Look().Pending;

    ActorException IActorRef.WhyRefused(WriteStatus status) => loop.Cell.WhyRefused(status);

    public override string ToString() => Path.Value;
}
