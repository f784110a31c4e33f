using Actors.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Registry;

public class RegistryTests
{
    private readonly Journal _journal = new();

    [Fact]
    public async Task An_actor_is_found_by_its_name_with_and_without_a_slash()
    {
        await using TestHost host = await TestHost.StartAsync(actors => actors.Add("registered", _ => new Probe(_journal)));
        IActorRef<Probe> spawned = host.System.Spawn(() => new Probe(_journal), "spawned");

        Assert.Same(spawned, host.System.Find<Probe>("spawned"));
        Assert.Same(spawned, host.System.Find<IHandle<Note>>("/spawned"));
        Assert.Same(host.Ref<Probe>(), host.System.Find<Probe>("registered"));
    }

    [Fact]
    public async Task A_child_is_found_by_its_path()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Family> parent = host.System.Spawn(() => new Family(), "parent");
        IActorRef<Family> child = await parent.AskAsync(new Bear("child"));
        IActorRef<Family> grandchild = await child.AskAsync(new Bear("grandchild"));

        Assert.Same(child, host.System.Find<Family>("parent/child"));
        Assert.Same(grandchild, host.System.Find<Family>("/parent/child/grandchild"));
    }

    [Fact]
    public async Task An_actor_finds_its_own_children_and_any_other()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Family> parent = host.System.Spawn(() => new Family(), "parent");
        IActorRef<Family> child = await parent.AskAsync(new Bear("child"));
        IActorRef<Family> nameless = await parent.AskAsync(new Bear(null));

        Assert.Same(child, await parent.AskAsync(new FindIt("child")));
        Assert.Same(parent, await child.AskAsync(new FindIt("/parent")));
        Assert.Null(await child.AskAsync(new FindIt("child")));
        Assert.Equal([child, nameless], await parent.AskAsync(new GetChildren()));
        Assert.Empty(await child.AskAsync(new GetChildren()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("nobody")]
    [InlineData("/nobody")]
    [InlineData("parent/nobody")]
    [InlineData("parent/")]
    [InlineData("nobody/child")]
    [InlineData("$1")]
    public async Task Nobody_is_found_where_nobody_is(string path)
    {
        await using TestHost host = await TestHost.StartAsync();
        host.System.Spawn(() => new Family(), "parent");
        host.System.Spawn(() => new Family());

        Assert.Null(host.System.Find<Family>(path));
    }

    [Fact]
    public async Task An_actor_of_another_type_is_not_passed_off_as_the_one_that_was_asked_for()
    {
        await using TestHost host = await TestHost.StartAsync();
        host.System.Spawn(() => new Family(), "family");

        ActorNotRegisteredException error = Assert.Throws<ActorNotRegisteredException>(() => host.System.Find<Probe>("family"));

        Assert.Equal("The actor at /family is no Probe. Ask for it as its own class, or as a protocol that it implements.", error.Message);
        await Assert.ThrowsAsync<ActorNotRegisteredException>(() => host.System.WaitForAsync<Probe>("family"));
    }

    [Fact]
    public async Task A_name_is_free_before_anybody_is_told_of_the_end()
    {
        Onlooker onlooker = new();
        await using TestHost host = await TestHost.StartAsync(configure: builder => builder.Services.AddSingleton<ActorInterceptor>(onlooker));
        onlooker.System = host.System;

        for (int round = 0; round < 100; round++)
        {
            IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), "one");

            await actor.StopAsync();

            Assert.Null(host.System.Find<Probe>("one"));
        }

        Assert.Equal((100, 0), (onlooker.Stopped, onlooker.StillFound));
    }

    [Fact]
    public async Task A_wait_for_a_name_ends_when_it_is_spawned()
    {
        await using TestHost host = await TestHost.StartAsync();
        Task<IActorRef<Probe>> early = host.System.WaitForAsync<Probe>("late");
        Task<IActorRef<IHandle<Note>>> also = host.System.WaitForAsync<IHandle<Note>>("/late");
        Assert.False(early.IsCompleted);

        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), "late");

        Assert.Same(actor, await early.WaitAsync(Gate.Patience));
        Assert.Same(actor, await also.WaitAsync(Gate.Patience));
        Assert.Same(actor, await host.System.WaitForAsync<Probe>("late"));
    }

    [Fact]
    public async Task A_wait_for_a_child_ends_when_its_parent_spawns_it()
    {
        await using TestHost host = await TestHost.StartAsync();
        Task<IActorRef<Family>> early = host.System.WaitForAsync<Family>("parent/child");
        IActorRef<Family> parent = host.System.Spawn(() => new Family(), "parent");

        IActorRef<Family> child = await parent.AskAsync(new Bear("child"));

        Assert.Same(child, await early.WaitAsync(Gate.Patience));
    }

    [Fact]
    public async Task Nobody_misses_a_name_that_is_spawned_as_he_begins_to_wait()
    {
        await using TestHost host = await TestHost.StartAsync();

        for (int round = 0; round < 500; round++)
        {
            string name = $"actor-{round}";
            Task<IActorRef<Probe>> waiting = Task.Run(() => host.System.WaitForAsync<Probe>(name));
            IActorRef<Probe> actor = await Task.Run(() => host.System.Spawn(() => new Probe(_journal), name));

            Assert.Same(actor, await waiting.WaitAsync(Gate.Patience));
        }
    }

    [Fact]
    public async Task A_wait_for_a_name_ends_with_its_token_or_with_the_system()
    {
        await using TestHost host = await TestHost.StartAsync();
        using CancellationTokenSource cancellation = new();
        Task<IActorRef<Probe>> cancelled = host.System.WaitForAsync<Probe>("nobody", cancellation.Token);
        Task<IActorRef<Probe>> stopped = host.System.WaitForAsync<Probe>("nobody");

        await cancellation.CancelAsync();
        await host.StopAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(Gate.Patience));
        await Assert.ThrowsAsync<ActorStoppedException>(() => stopped.WaitAsync(Gate.Patience));
        await Assert.ThrowsAsync<ActorStoppedException>(() => host.System.WaitForAsync<Probe>("nobody"));
    }

    private sealed record Bear(string? Name) : IRequest<Bear, IActorRef<Family>>;

    private sealed record FindIt(string Path) : IRequest<FindIt, IActorRef<Family>?>;

    private sealed record GetChildren : IRequest<GetChildren, IReadOnlyList<IActorRef>>;

    private sealed class Family : Actor, IHandle<Bear, IActorRef<Family>>, IHandle<FindIt, IActorRef<Family>?>, IHandle<GetChildren, IReadOnlyList<IActorRef>>
    {
        public ValueTask<IActorRef<Family>> HandleAsync(Bear request, CancellationToken cancellationToken) => new(Context.Spawn(() => new Family(), request.Name));

        public ValueTask<IActorRef<Family>?> HandleAsync(FindIt request, CancellationToken cancellationToken) => new(Context.Find<Family>(request.Path));

        public ValueTask<IReadOnlyList<IActorRef>> HandleAsync(GetChildren request, CancellationToken cancellationToken) => new(Context.Children);
    }

    private sealed class Onlooker : ActorInterceptor
    {
        public IActorSystem System { get; set; } = null!;

        public int Stopped { get; private set; }

        public int StillFound { get; private set; }

        public override void OnStopped(ActorPath actor)
        {
            Stopped++;
            if (System.Find<Probe>(actor.Value) is not null) StillFound++;
        }
    }
}
