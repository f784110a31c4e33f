using Proto;

namespace Benchmarks.Contestants.ProtoActor;

/// <summary>Proto.Actor with its default mailbox and dispatcher; actors that answer are sent their asker's address in the message, which is its fastest.</summary>
internal sealed partial class ProtoActor : Contestant
{
    private static readonly object Shared = new();

    private readonly List<PID> _left = [];
    private ActorSystem _system = null!;

    public override string Name => "Proto.Actor";

    public override Task StartAsync()
    {
        _system = CreateSystem();
        return Task.CompletedTask;
    }

    public override async Task StopAsync()
    {
        await _system.ShutdownAsync();
        await _system.DisposeAsync();
    }

    public override async Task TidyAsync()
    {
        await Task.WhenAll(_left.Select(_system.Root.StopAsync));
        _left.Clear();
    }

    private static ActorSystem CreateSystem() => new();

    private PID Spawn(Func<IActor> create)
    {
        PID actor = _system.Root.Spawn(Props.FromProducer(create.Invoke));
        _left.Add(actor);
        return actor;
    }

    private void Tell(PID actor, object message) => _system.Root.Send(actor, message);
}
