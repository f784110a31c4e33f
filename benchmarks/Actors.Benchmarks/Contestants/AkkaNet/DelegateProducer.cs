using Akka.Actor;

namespace Benchmarks.Contestants.AkkaNet;

/// <summary>Makes actors by a plain delegate: the quickest way that Akka.NET offers.</summary>
internal sealed class DelegateProducer<TActor>(Func<TActor> create) : IIndirectActorProducer
    where TActor : ActorBase
{
    public Type ActorType => typeof(TActor);

    public ActorBase Produce() => create();

    public void Release(ActorBase actor)
    {
    }
}
