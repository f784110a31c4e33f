using Actors.Routing;
using Actors.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Lifecycle;

/// <summary>Watching and linking to what is one address and not one actor.</summary>
public class WatchManyTests
{
    private readonly Journal _journal = new();
    private readonly Chronicle _chronicle = new();

    [Fact]
    public async Task The_end_of_a_pool_is_told_and_not_that_of_a_routee()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Probe> pool = host.System.SpawnPool(2, _ => new Probe(_journal), "pool");
        IActorRef<Friend> friend = host.System.Spawn(() => new Friend(_chronicle));
        await friend.AskAsync(new Do(me => me.Watch(pool)));

        await pool.Routees[0].StopAsync();
        Assert.Empty(_chronicle.Lines);
        await pool.StopAsync();

        await _chronicle.Has("/pool Stopped, the pool: True");
        await friend.AskAsync(new Do(me => me.Watch(pool)));
        await _chronicle.HasCount(2);
    }

    [Fact]
    public async Task A_watch_of_a_pool_can_be_taken_back()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Probe> pool = host.System.SpawnPool(2, _ => new Probe(_journal), "pool");
        IActorRef<Friend> friend = host.System.Spawn(() => new Friend(_chronicle));
        await friend.AskAsync(new Do(me => me.Watch(pool)));
        await friend.AskAsync(new Do(me => me.Unwatch(pool)));

        await pool.StopAsync();
        await friend.AskAsync(new Do(_ => { }));

        Assert.Empty(_chronicle.Lines);
    }

    [Fact]
    public async Task A_pool_that_is_killed_makes_who_is_linked_to_it_fail()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Probe> pool = host.System.SpawnPool(2, _ => new Probe(_journal), "pool");
        IActorRef<Friend> friend = host.System.Spawn(() => new Friend(_chronicle));
        await friend.AskAsync(new Do(me => me.Link(pool)));

        pool.Kill();

        await _chronicle.Has("restarts: /pool, which this actor is linked to, was killed");
    }

    [Fact]
    public async Task A_group_and_the_address_of_a_key_are_refused_and_say_what_to_do()
    {
        await using TestHost host = await TestHost.StartAsync(actors => actors.AddKeyed((_, _) => new Probe(_journal)));
        ActorGroup<Probe> group = new(host.System, new RoundRobinPolicy(), host.System.Spawn(() => new Probe(_journal)));
        IActorRef<Probe> key = host.Host.Services.GetRequiredService<IKeyedActors>().Get<Probe>("one");
        IActorRef<Friend> friend = host.System.Spawn(() => new Friend(_chronicle));

        foreach (Action<Friend> act in new Action<Friend>[] { me => me.Watch(group), me => me.Unwatch(group), me => me.Link(group), me => me.Unlink(group) })
            Assert.StartsWith("/$group is a group, which ends when somebody stops it and not with its members.", await RefusedAsync(friend, act), StringComparison.Ordinal);
        foreach (Action<Friend> act in new Action<Friend>[] { me => me.Watch(key), me => me.Unwatch(key), me => me.Link(key), me => me.Unlink(key) })
            Assert.StartsWith("/Probe/one is the address of a key: its actors come and go as they are needed", await RefusedAsync(friend, act), StringComparison.Ordinal);
        Assert.Equal(1, await friend.AskAsync(new Do(me => me.Watch(group.Routees[0]))));
    }

    private static async Task<string> RefusedAsync(IActorRef<Friend> friend, Action<Friend> act)
    {
        ArgumentException? error = null;
        await friend.AskAsync(new Do(me => error = Assert.Throws<ArgumentException>("other", () => act(me))));
        return error!.Message;
    }

    private sealed record Do(Action<Friend> What) : IRequest<Do, int>;

    private sealed class Friend(Chronicle chronicle) : Actor, IHandle<Do, int>, IHandle<Terminated>
    {
        public ValueTask<int> HandleAsync(Do request, CancellationToken cancellationToken)
        {
            request.What(this);
            return new(1);
        }

        public ValueTask HandleAsync(Terminated message, CancellationToken cancellationToken) =>
            chronicle.Write($"{message.Path} {message.Reason}, the pool: {message.Actor is ActorPool<Probe>}");

        protected override ValueTask OnRestartingAsync(Exception error, CancellationToken cancellationToken)
        {
            ArgumentNullException.ThrowIfNull(error);
            return chronicle.Write($"restarts: {error.Message}");
        }
    }
}
