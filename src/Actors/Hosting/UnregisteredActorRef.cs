using Actors.Messaging;
using Channels;

namespace Actors.Hosting;

/// <summary>Stands for the address of an actor that nobody registered; making one says so.</summary>
internal sealed class UnregisteredActorRef<TActor> : IActorRef<TActor>
    where TActor : class
{
    public UnregisteredActorRef() => throw NotRegistered();

    public ActorPath Path => throw NotRegistered();

    AskRegistry IActorRef.Asks => throw NotRegistered();

    IActorLife IActorRef.Life => throw NotRegistered();

    IAskParty IActorRef.AskTarget => throw NotRegistered();

    public void Stop() => throw NotRegistered();

    public Task StopAsync(CancellationToken cancellationToken = default) => throw NotRegistered();

    WriteStatus IActorRef.Post(in Envelope envelope) => throw NotRegistered();

    ValueTask<WriteStatus> IActorRef.PostAsync(Envelope envelope, CancellationToken cancellationToken) => throw NotRegistered();

    void IActorRef.Refuse(object message, DeadLetterReason reason) => throw NotRegistered();

    void IActorRef.NotifyEnd(IEndListener listener) => throw NotRegistered();

    void IActorRef.ForgetEnd(IEndListener listener) => throw NotRegistered();

    int IActorRef.Backlog => throw NotRegistered();

    ActorException IActorRef.WhyRefused(WriteStatus status) => throw NotRegistered();

    private static ActorNotRegisteredException NotRegistered() =>
        new($"No registered actor is {Injection.NameOf(typeof(TActor))}, so there is no IActorRef<{Injection.NameOf(typeof(TActor))}> to inject. Add one: services.AddActors(actors => actors.Add<...>(\"name\")).");
}
