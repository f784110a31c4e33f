using Actors.Tests.Support;
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

    [Theory]
    [InlineData("Actors:b:Mailbox:Capacity", "7", "The configuration has settings for an actor 'b' at Actors:b, but none of that name is registered. Registered are: a.")]
    [InlineData("Actors:a:Mailbox:Size", "7", "Actors:a:Mailbox:Size is no setting of an actor. There are: Mailbox:Capacity")]
    [InlineData("Actors:a:Mailbox:Capacity", "many", "Actors:a:Mailbox:Capacity is 'many', which does not do: ")]
    [InlineData("Actors:a:Mailbox:Capacity", "0", "Actors:a:Mailbox:Capacity is '0', which does not do: A bounded mailbox needs room for at least one message")]
    [InlineData("Actors:a:Restart", "often", "Actors:a:Restart is 'often', which does not do: ")]
    public async Task A_slip_in_the_configuration_keeps_the_host_from_starting(string key, string value, string message)
    {
        TestHost host = TestHost.Build(actors => actors.Add("a", _ => new Probe(_journal)), settings: (key, value));

        OptionsValidationException error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.Host.StartAsync());

        Assert.StartsWith(message, Assert.Single(error.Failures), StringComparison.Ordinal);
        host.Host.Dispose();
    }

    private static int? CapacityOf(IActorSystem system, string path) => system.GetAccount().Actors.Single(actor => actor.Actor.Value == path).Capacity;
}
