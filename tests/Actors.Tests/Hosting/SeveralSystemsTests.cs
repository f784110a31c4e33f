using Actors.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Hosting;

public sealed class SeveralSystemsTests
{
    private readonly Journal _journal = new();

    [Fact]
    public async Task Systems_of_a_host_have_names_and_accounts_of_their_own()
    {
        await using TestHost host = await StartAsync();
        IActorSystem billing = host.Host.Services.GetRequiredKeyedService<IActorSystem>("billing");

        await billing.Get<Probe>("probe").AskAsync(new GetLife());

        Assert.NotSame(host.System, billing);
        Assert.Equal(1, billing.GetAccount().Accepted);
        Assert.Equal(0, host.System.GetAccount().Accepted);
    }

    [Fact]
    public async Task An_address_of_a_named_system_is_injected_by_both_names_and_never_without()
    {
        await using TestHost host = await StartAsync();
        IServiceProvider services = host.Host.Services;

        IActorRef<Probe> named = services.GetRequiredKeyedService<IActorRef<Probe>>("billing/probe");

        Assert.Same(services.GetRequiredKeyedService<IActorSystem>("billing").Get<Probe>("probe"), named);
        Assert.Same(named, services.GetRequiredKeyedService<IActorRef<IHandle<Note>>>("billing/probe"));
        Assert.Same(host.System.Get<Probe>("probe"), host.Ref<Probe>());
        Assert.NotSame(named, host.Ref<Probe>());
    }

    [Fact]
    public async Task A_named_system_has_options_and_configuration_of_its_own()
    {
        await using TestHost host = await StartAsync(("ActorSystems:billing:MailboxCapacity", "5"), ("ActorSystems:billing:other:Mailbox:Capacity", "6"), ("Actors:MailboxCapacity", "7"));

        SystemAccount billing = host.Host.Services.GetRequiredKeyedService<IActorSystem>("billing").GetAccount();

        Assert.Equal([5, 6], billing.Actors.Select(actor => actor.Capacity).Order());
        Assert.Equal([7], host.System.GetAccount().Actors.Select(actor => actor.Capacity));
    }

    [Fact]
    public async Task Each_system_drains_and_prints_its_account()
    {
        TestHost host = await StartAsync();
        host.Host.Services.GetRequiredKeyedService<IActorSystem>("billing").Get<Probe>("probe").Tell(new Note("last"));

        await host.DisposeAsync();

        Assert.Equal(2, host.Log.Count(5003));
        Assert.Contains(_journal.Lines, line => line.Contains("last", StringComparison.Ordinal));
    }

    [Fact]
    public void A_system_without_a_name_is_refused_at_the_door() =>
        Assert.Throws<ActorNameException>(() => TestHost.Build(configure: builder => builder.Services.AddActors("", _ => { })));

    private Task<TestHost> StartAsync(params (string Key, string Value)[] settings) => TestHost.StartAsync(
        actors => actors.Add("probe", _ => new Probe(_journal)),
        configure: builder => builder.Services
            .AddActors("billing", actors => actors.Add("probe", _ => new Probe(_journal)))
            .AddActors("billing", actors => actors.Add("other", _ => new Probe(_journal))),
        settings: settings);
}
