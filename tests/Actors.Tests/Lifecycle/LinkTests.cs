using Actors.Tests.Support;

namespace Actors.Tests.Lifecycle;

public class LinkTests
{
    private readonly Chronicle _chronicle = new();

    [Fact]
    public async Task A_linked_actors_failure_is_the_others_failure()
    {
        await using TestHost host = await TestHost.StartAsync();
        (IActorRef<Linker> one, IActorRef<Linker> other) = await SpawnAsync(host);
        await one.AskAsync(new Tie(other));

        other.Tell(new Fail(new FormatException("no")));
        await other.WhenTerminatedAsync();

        await _chronicle.Has("/nest/one restarts: /nest/other, which this actor is linked to, failed: no. Watch it to be told of its end instead.");
    }

    [Fact]
    public async Task The_link_works_both_ways()
    {
        await using TestHost host = await TestHost.StartAsync();
        (IActorRef<Linker> one, IActorRef<Linker> other) = await SpawnAsync(host);
        await one.AskAsync(new Tie(other));

        one.Tell(new Fail(new FormatException("no")));
        await one.WhenTerminatedAsync();

        await _chronicle.Has("/nest/other restarts: /nest/one");
    }

    [Fact]
    public async Task A_linked_actor_that_stops_leaves_the_other_alone()
    {
        await using TestHost host = await TestHost.StartAsync();
        (IActorRef<Linker> one, IActorRef<Linker> other) = await SpawnAsync(host);
        await one.AskAsync(new Tie(other));

        await other.StopAsync();
        await one.AskAsync(new Tie(null));

        Assert.Empty(_chronicle.Lines);
    }

    [Fact]
    public async Task Who_watches_is_told_and_does_not_fail()
    {
        await using TestHost host = await TestHost.StartAsync();
        (IActorRef<Linker> one, IActorRef<Linker> other) = await SpawnAsync(host);
        await one.AskAsync(new Tie(other, Watches: true));

        other.Tell(new Fail(new FormatException("no")));
        await other.WhenTerminatedAsync();

        await _chronicle.Has("/nest/one is told: Failed");
        await one.AskAsync(new Tie(null));
        Assert.DoesNotContain(_chronicle.Lines, line => line.StartsWith("/nest/one restarts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_that_was_dissolved_does_nothing_on_either_side()
    {
        await using TestHost host = await TestHost.StartAsync();
        (IActorRef<Linker> one, IActorRef<Linker> other) = await SpawnAsync(host);
        await one.AskAsync(new Tie(other));
        await other.AskAsync(new Tie(one, Unties: true));

        other.Tell(new Fail(new FormatException("no")));
        await other.WhenTerminatedAsync();
        await one.AskAsync(new Tie(null));

        Assert.DoesNotContain(_chronicle.Lines, line => line.StartsWith("/nest/one restarts", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_link_to_an_actor_that_has_failed_is_a_failure_at_once()
    {
        await using TestHost host = await TestHost.StartAsync();
        (IActorRef<Linker> one, IActorRef<Linker> other) = await SpawnAsync(host);
        other.Tell(new Fail(new FormatException("no")));
        await other.WhenTerminatedAsync();

        await one.AskAsync(new Tie(other));

        await _chronicle.Has("/nest/one restarts: /nest/other");
    }

    private async Task<(IActorRef<Linker> One, IActorRef<Linker> Other)> SpawnAsync(TestHost host)
    {
        IActorRef<Nest> nest = Nest.In(host);
        return (await nest.RaiseAsync(() => new Linker(_chronicle), "one"), await nest.RaiseAsync(() => new Linker(_chronicle), "other"));
    }

    private sealed record Tie(IActorRef? Other, bool Watches = false, bool Unties = false) : IRequest<Tie, int>;

    private sealed class Linker(Chronicle chronicle) : Actor, IHandle<Tie, int>, IHandle<Fail>, IHandle<Terminated>
    {
        public ValueTask<int> HandleAsync(Tie request, CancellationToken cancellationToken)
        {
            if (request.Other is not { } other) return new(0);
            if (request.Watches) this.Watch(other);
            if (request.Unties) this.Unlink(other);
            else this.Link(other);
            return new(0);
        }

        public ValueTask HandleAsync(Fail message, CancellationToken cancellationToken) => throw message.Error;

        public ValueTask HandleAsync(Terminated message, CancellationToken cancellationToken) => chronicle.Write($"{Context.Path} is told: {message.Reason}");

        protected override ValueTask OnRestartingAsync(Exception error, CancellationToken cancellationToken) =>
            error is LinkedActorException ? chronicle.Write($"{Context.Path} restarts: {error.Message}") : default;
    }
}
