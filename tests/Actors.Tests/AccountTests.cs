using Actors.Tests.Support;

namespace Actors.Tests;

public sealed class AccountTests
{
    private readonly Journal _journal = new();

    [Fact]
    public async Task The_account_adds_up_by_class_over_those_that_live_and_those_that_ended()
    {
        await using TestHost host = await TestHost.StartAsync(actors => actors.Add("probe", _ => new Probe(_journal)).Add<Other>("other"));
        IActorRef<Probe> child = host.System.Spawn(() => new Probe(_journal));
        await child.AskAsync(new GetLife());
        child.Tell(new Fail(new InvalidOperationException("once")));
        await child.StopAsync();
        await host.Ref<Probe>().AskAsync(new GetLife());

        SystemAccount account = host.System.GetAccount();
        ActorTypeAccount probes = account.Types.Single(type => type.ActorType == typeof(Probe));

        Assert.Equal((1, 1L), (probes.Living, probes.Ended));
        Assert.Equal((3L, 2L, 1L, 0L, 1L), (probes.Accepted, probes.Handled, probes.Faulted, probes.Pending, probes.Restarts));
        Assert.Equal((1, 0L, 0L), account.Types.Where(type => type.ActorType == typeof(Other)).Select(type => (type.Living, type.Ended, type.Accepted)).Single());
        Assert.Equal(account.Accepted, account.Types.Sum(type => type.Accepted));
    }

    [Fact]
    public async Task An_actor_that_nobody_named_and_that_went_well_is_in_the_account_of_its_class_alone()
    {
        await using TestHost host = await TestHost.StartAsync();
        for (int number = 0; number < 100; number++)
        {
            IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
            await actor.AskAsync(new GetLife());
            await actor.StopAsync();
        }

        SystemAccount account = host.System.GetAccount();

        Assert.Empty(account.Actors);
        Assert.Equal((100L, 100L), account.Types.Select(type => (type.Ended, type.Handled)).Single());
    }

    private sealed class Other : Actor, IHandle<Note>
    {
        public ValueTask HandleAsync(Note message, CancellationToken cancellationToken) => default;
    }
}
