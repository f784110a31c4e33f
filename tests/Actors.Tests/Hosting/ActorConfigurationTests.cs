using Actors.Keyed;
using Actors.Mailboxes;
using Actors.Routing;
using Actors.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actors.Tests.Hosting;

public sealed class ActorConfigurationTests
{
    private readonly Journal _journal = new();

    [Fact]
    public async Task The_configuration_bounds_the_mailbox_of_an_actor_by_its_name()
    {
        await using TestHost host = await TestHost.StartAsync(
            actors => actors.Add("a", _ => new Probe(_journal)).Add("b", _ => new Probe(_journal)),
            settings: ("Actors:a:Mailbox:Capacity", "7"));

        Assert.Equal(7, CapacityOf(host.System, "/a"));
        Assert.Null(CapacityOf(host.System, "/b"));
    }

    [Fact]
    public async Task The_configuration_of_an_actor_has_the_last_word_over_the_code()
    {
        await using TestHost host = await TestHost.StartAsync(
            actors => actors.Add("a", _ => new Probe(_journal), options => options.Mailbox = new Mailboxes.BoundedMailbox(1)),
            settings: [("Actors:a:Mailbox:Capacity", "7"), ("Actors:MailboxCapacity", "100")]);

        Assert.Equal(7, CapacityOf(host.System, "/a"));
    }

    [Fact]
    public async Task An_actor_is_restarted_as_the_configuration_says()
    {
        await using TestHost host = await TestHost.StartAsync(
            actors => actors.Add("a", _ => new Probe(_journal)), settings: ("Actors:a:Restart", "temporary"));

        host.Ref<Probe>().Tell(new Fail(new InvalidOperationException("once")));
        await host.Ref<Probe>().StopAsync();

        Assert.Equal(0, host.System.GetAccount().Restarts);
    }

    [Fact]
    public async Task Every_setting_of_an_actor_is_over_what_the_code_says()
    {
        SpawnOptions? options = null;
        await using TestHost host = await TestHost.StartAsync(
            actors => actors.Add("a", _ => new Probe(_journal), given => options = given),
            settings:
            [
                ("Actors:a:Restart", "Permanent"), ("Actors:a:MessageRetries", "2"), ("Actors:a:StopTimeout", "00:00:10"), ("Actors:a:IdleTimeout", "00:01:00"),
                ("Actors:a:OwnsHandlerToken", "true"), ("Actors:a:StashCapacity", "5"), ("Actors:a:IsSignificant", "false"),
            ]);

        Assert.Equal((RestartType.Permanent, 2, TimeSpan.FromSeconds(10)), (options!.Restart, options.MessageRetries, options.StopTimeout));
        Assert.Equal((TimeSpan.FromMinutes(1), true, 5), (options.IdleTimeout, options.OwnsHandlerToken, options.StashCapacity));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_full_mailbox_does_is_set_beside_its_bound_in_any_order(bool isReversed)
    {
        SpawnOptions? options = null;
        (string, string)[] settings = [("Actors:a:Mailbox:Capacity", "2"), ("Actors:a:Mailbox:FullMode", "dropOldest")];
        if (isReversed) Array.Reverse(settings);
        await using TestHost host = await TestHost.StartAsync(actors => actors.Add("a", _ => new Probe(_journal), given => options = given), settings: settings);

        BoundedMailbox mailbox = Assert.IsType<BoundedMailbox>(options!.Mailbox);
        Assert.Equal((2, MailboxFullMode.DropOldest), (mailbox.Capacity, mailbox.FullMode));
    }

    [Fact]
    public async Task A_bound_alone_leaves_what_a_full_mailbox_does_as_the_code_has_it()
    {
        SpawnOptions? options = null;
        await using TestHost host = await TestHost.StartAsync(
            actors => actors.Add("a", _ => new Probe(_journal), given => (options = given).Mailbox = new BoundedMailbox(100, MailboxFullMode.DropNewest)),
            settings: ("Actors:a:Mailbox:Capacity", "2"));

        BoundedMailbox mailbox = Assert.IsType<BoundedMailbox>(options!.Mailbox);
        Assert.Equal((2, MailboxFullMode.DropNewest), (mailbox.Capacity, mailbox.FullMode));
    }

    [Fact]
    public async Task The_configuration_of_a_pool_is_its_size_and_how_its_routees_are_run()
    {
        SpawnOptions? routees = null;
        await using TestHost host = await TestHost.StartAsync(
            actors => actors.AddPool<Worker>("pool", 2, options => routees = options.Routees),
            settings: [("Actors:pool:Size", "3"), ("Actors:pool:Mailbox:Capacity", "7"), ("Actors:pool:Restart", "Permanent"), ("Actors:pool:StopTimeout", "00:00:10")]);

        ActorPool<Worker> pool = (ActorPool<Worker>)host.Ref<Worker>();
        Assert.Equal((3, 3), (pool.Size, pool.Routees.Count));
        Assert.All(pool.Routees, routee => Assert.Equal(7, CapacityOf(host.System, routee.Path.Value)));
        Assert.Equal((RestartType.Permanent, TimeSpan.FromSeconds(10)), (routees!.Restart, routees.StopTimeout));
    }

    [Fact]
    public async Task The_configuration_of_a_keyed_class_is_how_its_actors_are_run()
    {
        KeyedOptions? options = null;
        await using TestHost host = await TestHost.StartAsync(
            actors => actors.AddKeyed((_, _) => new Probe(_journal), given => options = given, "probes"),
            settings: [("Actors:probes:Mailbox:Capacity", "7"), ("Actors:probes:IdleTimeout", "00:05:00"), ("Actors:probes:MaxActivations", "100")]);
        IActorRef<Probe> actor = host.Host.Services.GetRequiredService<IKeyedActors>().Get<Probe>("one");
        await actor.AskAsync(new GetLife());

        Assert.Equal((TimeSpan.FromMinutes(5), 100), (options!.IdleTimeout, options.MaxActivations));
        Assert.Equal(7, CapacityOf(host.System, actor.Path.Value));
    }

    [Theory]
    [InlineData("Actors:b:Mailbox:Capacity", "7", "The configuration has settings for an actor 'b' at Actors:b, but none of that name is registered. Registered are: a, pool, keyed.")]
    [InlineData("Actors:a:Mailbox:Size", "7", "Actors:a:Mailbox:Size is no setting of it. There are: Mailbox:Capacity, Mailbox:FullMode, Restart, ")]
    [InlineData("Actors:a:Mailbox:Capacity", "many", "Actors:a:Mailbox:Capacity is 'many', which does not do: ")]
    [InlineData("Actors:a:Mailbox:Capacity", "0", "Actors:a:Mailbox:Capacity is '0', which does not do: A bounded mailbox needs room for at least one message")]
    [InlineData("Actors:a:Restart", "often", "Actors:a:Restart is 'often', which does not do: There are: Permanent, Transient, Temporary.")]
    [InlineData("Actors:a:Restart", "7", "Actors:a:Restart is '7', which does not do: There are: Permanent, Transient, Temporary.")]
    [InlineData("Actors:a:Mailbox:FullMode", "DropNewest", "Actors:a has a Mailbox:FullMode, but a mailbox is full only where it has a bound. Give Mailbox:Capacity beside it.")]
    [InlineData("Actors:a:Mailbox:FullMode", "Explode", "Actors:a:Mailbox:FullMode is 'Explode', which does not do: There are: Reject, DropNewest, DropOldest.")]
    [InlineData("Actors:a:StopTimeout", "2.00:00:00", "Actors:a:StopTimeout is '2.00:00:00', which does not do: SpawnOptions.StopTimeout is 2.00:00:00, but an actor needs time to end.")]
    [InlineData("Actors:a:IdleTimeout", "00:00:00", "Actors:a:IdleTimeout is '00:00:00', which does not do: An actor is not idle after 00:00:00.")]
    [InlineData("Actors:a:MessageRetries", "101", "Actors:a:MessageRetries is '101', which does not do: SpawnOptions.MessageRetries is 101.")]
    [InlineData("Actors:a:StashCapacity", "0", "Actors:a:StashCapacity is '0', which does not do: A stash has room for at least one message")]
    [InlineData("Actors:a:OwnsHandlerToken", "maybe", "Actors:a:OwnsHandlerToken is 'maybe', which does not do: ")]
    [InlineData("Actors:a:Size", "3", "Actors:a:Size is no setting of it.")]
    [InlineData("Actors:pool:Size", "0", "Actors:pool:Size is '0', which does not do: A pool needs somebody to do the work")]
    [InlineData("Actors:pool:IdleTimeout", "00:01:00", "Actors:pool:IdleTimeout is no setting of it. There are: Mailbox:Capacity, ")]
    [InlineData("Actors:keyed:MaxActivations", "0", "Actors:keyed:MaxActivations is '0', which does not do: KeyedOptions.MaxActivations is 0")]
    [InlineData("Actors:keyed:Restart", "Permanent", "Actors:keyed:Restart is no setting of it. There are: Mailbox:Capacity, Mailbox:FullMode, IdleTimeout, MaxActivations.")]
    public async Task A_slip_in_the_configuration_keeps_the_host_from_starting(string key, string value, string message)
    {
        TestHost host = TestHost.Build(
            actors => actors.Add("a", _ => new Probe(_journal)).AddPool<Worker>("pool", 2).AddKeyed((_, _) => new Probe(_journal), name: "keyed"), settings: (key, value));

        OptionsValidationException error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.Host.StartAsync());

        Assert.StartsWith(message, Assert.Single(error.Failures), StringComparison.Ordinal);
        host.Host.Dispose();
    }

    private static int? CapacityOf(IActorSystem system, string path) => system.GetAccount().Actors.Single(actor => actor.Actor.Value == path).Capacity;

    private sealed class Worker : Actor;
}
