using Akka.Actor;
using Akka.Configuration;

namespace Benchmarks.Contestants.AkkaNet;

/// <summary>Akka.NET with its default dispatcher; untyped actors, which are its fastest.</summary>
internal sealed partial class AkkaNet : Contestant
{
    private static readonly object Shared = new();

    private readonly List<IActorRef> _left = [];
    private ActorSystem _system = null!;

    public override string Name => "Akka.NET";

    public override Task StartAsync()
    {
        _system = ActorSystem.Create("benchmarks", ConfigurationFactory.ParseString("akka { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }"));
        return Task.CompletedTask;
    }

    public override Task StopAsync() => _system.Terminate();

    public override async Task TidyAsync()
    {
        await Task.WhenAll(_left.Select(actor => actor.GracefulStop(TimeSpan.FromMinutes(1))));
        _left.Clear();
    }

    private IActorRef Spawn<TActor>(Func<TActor> create)
        where TActor : ActorBase
    {
        IActorRef actor = _system.ActorOf(PropsOf(create));
        _left.Add(actor);
        return actor;
    }

    private static Props PropsOf<TActor>(Func<TActor> create)
        where TActor : ActorBase => Props.CreateBy(new DelegateProducer<TActor>(create));
}
