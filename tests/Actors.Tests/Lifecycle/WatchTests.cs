using Actors.Mailboxes;
using Actors.Tests.Support;

namespace Actors.Tests.Lifecycle;

public class WatchTests
{
    private readonly Journal _journal = new();

    [Fact]
    public async Task A_watcher_is_told_once_that_the_other_stopped()
    {
        await using TestHost host = await TestHost.StartAsync();
        (IActorRef<Watcher> watcher, IActorRef<Probe> other) = (Spawn(host), host.System.Spawn(() => new Probe(_journal), "other"));
        await watcher.AskAsync(new Look(other));
        await watcher.AskAsync(new Look(other));

        await other.StopAsync();

        Assert.Equal(["/other Stopped"], await watcher.AskAsync(new GetEnds()));
    }

    [Fact]
    public async Task Watching_an_actor_that_has_ended_tells_at_once()
    {
        await using TestHost host = await TestHost.StartAsync();
        (IActorRef<Watcher> watcher, IActorRef<Probe> other) = (Spawn(host), host.System.Spawn(() => new Probe(_journal), "other"));
        await other.StopAsync();

        await watcher.AskAsync(new Look(other));

        Assert.Equal(["/other Stopped"], await watcher.AskAsync(new GetEnds()));
        await watcher.AskAsync(new Look(other));
        Assert.Equal(["/other Stopped", "/other Stopped"], await watcher.AskAsync(new GetEnds()));
    }

    [Fact]
    public async Task A_restart_is_no_end_and_a_failure_that_is_not_restarted_is_one_with_its_error()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> other = await Nest.In(host).RaiseAsync(() => new Probe(_journal), "other");
        IActorRef<Watcher> watcher = Spawn(host);
        await watcher.AskAsync(new Look(other));

        other.Tell(new Fail(new NotSupportedException("first")));
        await other.AskAsync(new GetLife());
        Assert.Empty(await watcher.AskAsync(new GetEnds()));
        other.Tell(new Fail(new FormatException("last")));
        Terminated end = await other.WhenTerminatedAsync();

        Assert.Equal(["/nest/other Failed"], await watcher.AskAsync(new GetEnds()));
        Assert.Equal((StopReason.Failed, "last", true), (end.Reason, end.Error!.Message, end.IsAbnormal));
    }

    [Fact]
    public async Task An_actor_that_cannot_start_has_failed()
    {
        await using TestHost host = await TestHost.StartAsync();

        IActorRef<Probe> other = host.System.Spawn<Probe>(() => throw new FormatException("no"));
        Terminated end = await other.WhenTerminatedAsync();

        Assert.Equal(StopReason.Failed, end.Reason);
        Assert.IsType<FormatException>(Assert.IsType<ActorStartException>(end.Error).InnerException);
    }

    [Fact]
    public async Task A_watch_that_was_taken_back_tells_nothing_even_if_its_message_waits_already()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Watcher> watcher = host.System.Spawn(() => new Watcher(), "watcher");
        IActorRef<Probe> other = host.System.Spawn(() => new Probe(_journal), "other");
        (Gate entered, Gate release) = (new Gate(), new Gate());
        await watcher.AskAsync(new Look(other));
        watcher.Tell(new LookAway(other, entered, release));
        await entered.Passed;
        await other.StopAsync();
        release.Open();

        Assert.Empty(await watcher.AskAsync(new GetEnds()));
        await watcher.StopAsync();
        ActorAccount account = host.System.GetAccount().Actors.Single(account => account.Actor == watcher.Path);
        Assert.Equal((3, 3), (account.Accepted, account.Handled));
    }

    [Fact]
    public async Task A_watch_survives_a_restart_of_the_watcher()
    {
        await using TestHost host = await TestHost.StartAsync();
        (IActorRef<Watcher> watcher, IActorRef<Probe> other) = (Spawn(host), host.System.Spawn(() => new Probe(_journal), "other"));
        await watcher.AskAsync(new Look(other));
        watcher.Tell(new Fail(new FormatException()));

        await other.StopAsync();

        Assert.Equal(["/other Stopped"], await watcher.AskAsync(new GetEnds()));
    }

    [Fact]
    public async Task The_message_of_an_end_can_be_the_watchers_own()
    {
        await using TestHost host = await TestHost.StartAsync();
        (IActorRef<Watcher> watcher, IActorRef<Probe> other) = (Spawn(host), host.System.Spawn(() => new Probe(_journal), "other"));

        await watcher.AskAsync(new Look(other, Number: 7));
        await other.StopAsync();

        Assert.Equal(["number 7 is gone: Stopped"], await watcher.AskAsync(new GetEnds()));
    }

    [Fact]
    public async Task What_the_other_sent_before_its_end_comes_before_the_end_and_a_full_mailbox_does_not_lose_it()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Watcher> watcher = host.System.Spawn(() => new Watcher(), options: new SpawnOptions { Mailbox = new BoundedMailbox(1) });
        IActorRef<Parting> other = host.System.Spawn(() => new Parting(watcher), "other");
        (Gate entered, Gate release) = (new Gate(), new Gate());
        await watcher.AskAsync(new Look(other));
        watcher.Tell(new Hold(entered, release));
        await entered.Passed;

        await other.StopAsync();
        release.Open();
        await watcher.TellAsync(new Note("after"));
        Gate done = new();
        await watcher.TellAsync(new Hold(done, release));
        await done.Passed;

        Assert.Equal(["parting words", "/other Stopped", "after"], await watcher.AskAsync(new GetEnds()));
    }

    [Fact]
    public async Task The_name_is_free_before_anybody_is_told()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Successor> watcher = host.System.Spawn(() => new Successor(_journal));
        IActorRef<Probe> other = host.System.Spawn(() => new Probe(_journal), "other");
        await watcher.AskAsync(new Look(other));

        await other.StopAsync();

        Assert.Equal("/other", await watcher.AskAsync(new GetHeir()));
    }

    [Fact]
    public async Task The_end_of_the_host_is_the_reason_of_those_that_end_with_it()
    {
        TestHost host = await TestHost.StartAsync();
        Task<Terminated> end = host.System.Spawn(() => new Probe(_journal)).WhenTerminatedAsync();

        await host.DisposeAsync();

        Assert.Equal(StopReason.HostStopping, (await end).Reason);
    }

    [Fact]
    public async Task Who_waits_for_an_end_goes_on_when_those_who_watch_have_been_told()
    {
        await using TestHost host = await TestHost.StartAsync();
        (Gate telling, Gate release) = (new Gate(), new Gate());
        PriorityMailbox mailbox = new(message =>
        {
            if (message is not Terminated) return 0;
            // On the thread of the one that ends, which is about to put its end into the mailbox.
            telling.Open();
            release.Passed.Wait();
            return 0;
        });
        (IActorRef<Watcher> watcher, IActorRef<Probe> other) = (Spawn(host, mailbox), host.System.Spawn(() => new Probe(_journal), "other"));
        await watcher.AskAsync(new Look(other));
        other.Stop();
        await telling.Passed;

        Task<Terminated> end = other.WhenTerminatedAsync();
        bool isEarly = end.IsCompleted;
        release.Open();
        await end.WaitAsync(Gate.Patience);

        Assert.False(isEarly);
        Assert.Equal(["/other Stopped"], await watcher.AskAsync(new GetEnds()));
    }

    [Fact]
    public async Task Nobody_watches_itself()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Watcher> watcher = Spawn(host);

        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(async () => await watcher.AskAsync(new Look(watcher)));

        Assert.StartsWith($"{watcher.Path} cannot watch itself", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_watch_nothing_is_left_when_it_is_taken_back_or_either_side_has_ended()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Watcher> keeper = Spawn(host);
        IActorRef<Probe> target = host.System.Spawn(() => new Probe(_journal));

        WeakReference watcherThatEnded = await WatchAndEndAsync(host, target, endsTarget: false);
        WeakReference targetThatEnded = await WatchAndEndAsync(host, keeper, endsTarget: true);
        WeakReference unwatched = await WatchAndUnwatchAsync(host, keeper);

        Assert.True(await Gone(watcherThatEnded), "the target keeps a watcher that has ended");
        Assert.True(await Gone(targetThatEnded), "the watcher keeps a target that has ended");
        Assert.True(await Gone(unwatched), "an unwatched actor is kept");
    }

    [Fact]
    public async Task Every_end_is_told_once_when_watchers_and_watched_come_and_go_at_once()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Watcher>[] watchers = [.. Enumerable.Range(0, 4).Select(_ => Spawn(host))];

        for (int round = 0; round < 300; round++)
        {
            IActorRef<Probe> other = host.System.Spawn(() => new Probe(_journal));
            Task[] all = [.. watchers.Select(watcher => watcher.AskAsync(new Look(other)).AsTask()), Task.Run(other.Stop)];
            await Task.WhenAll(all);
            await other.WhenTerminatedAsync();
        }

        foreach (IActorRef<Watcher> watcher in watchers)
        {
            string[] ends = [];
            while (ends.Length < 300) ends = await watcher.AskAsync(new GetEnds());
            Assert.Equal(300, ends.Distinct().Count());
        }
    }

    private static IActorRef<Watcher> Spawn(TestHost host, Mailbox? mailbox = null) => host.System.Spawn(() => new Watcher(), options: new SpawnOptions { Mailbox = mailbox });

    private static async Task<WeakReference> WatchAndEndAsync(TestHost host, IActorRef other, bool endsTarget)
    {
        IActorRef<Watcher> one = Spawn(host);
        if (endsTarget) await ((IActorRef<Watcher>)other).AskAsync(new Look(one));
        else await one.AskAsync(new Look(other));
        await one.StopAsync();
        if (endsTarget) await ((IActorRef<Watcher>)other).AskAsync(new GetEnds());
        return new WeakReference(one);
    }

    private static async Task<WeakReference> WatchAndUnwatchAsync(TestHost host, IActorRef<Watcher> keeper)
    {
        IActorRef<Watcher> one = Spawn(host);
        await keeper.AskAsync(new Look(one));
        await keeper.AskAsync(new StopLooking(one));
        await one.StopAsync();
        return new WeakReference(one);
    }

    private static async Task<bool> Gone(WeakReference reference)
    {
        for (int attempt = 0; attempt < 20 && reference.IsAlive; attempt++)
        {
            await Task.Yield();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return !reference.IsAlive;
    }

    private sealed record Look(IActorRef Other, int? Number = null) : IRequest<Look, int>;

    private sealed record StopLooking(IActorRef Other) : IRequest<StopLooking, int>;

    private sealed record LookAway(IActorRef Other, Gate Entered, Gate Release);

    private sealed record NumberGone(int Number, StopReason Reason);

    private sealed record GetEnds : IRequest<GetEnds, string[]>;

    private sealed record GetHeir : IRequest<GetHeir, string>;

    private sealed class Watcher : Actor,
        IHandle<Look, int>, IHandle<StopLooking, int>, IHandle<LookAway>, IHandle<Terminated>, IHandle<NumberGone>, IHandle<GetEnds, string[]>, IHandle<Hold>, IHandle<Fail>, IHandle<Note>
    {
        private readonly List<string> _ends = [];

        public ValueTask<int> HandleAsync(Look request, CancellationToken cancellationToken)
        {
            if (request.Number is { } number) this.Watch(request.Other, end => new NumberGone(number, end.Reason));
            else this.Watch(request.Other);
            return new(0);
        }

        public ValueTask<int> HandleAsync(StopLooking request, CancellationToken cancellationToken)
        {
            this.Unwatch(request.Other);
            return new(0);
        }

        public async ValueTask HandleAsync(LookAway message, CancellationToken cancellationToken)
        {
            message.Entered.Open();
            await message.Release.Passed;
            this.Unwatch(message.Other);
        }

        public ValueTask HandleAsync(Terminated message, CancellationToken cancellationToken) => Write($"{message.Path} {message.Reason}");

        public ValueTask HandleAsync(NumberGone message, CancellationToken cancellationToken) => Write($"number {message.Number} is gone: {message.Reason}");

        public ValueTask HandleAsync(Note message, CancellationToken cancellationToken) => Write(message.Text);

        public ValueTask<string[]> HandleAsync(GetEnds request, CancellationToken cancellationToken) => new([.. _ends]);

        public async ValueTask HandleAsync(Hold message, CancellationToken cancellationToken)
        {
            message.Entered.Open();
            await message.Release.Passed;
        }

        public ValueTask HandleAsync(Fail message, CancellationToken cancellationToken) => throw message.Error;

        private ValueTask Write(string line)
        {
            _ends.Add(line);
            return default;
        }
    }

    private sealed class Parting(IActorRef<Watcher> watcher) : Actor
    {
        protected override ValueTask OnStopAsync(CancellationToken cancellationToken)
        {
            watcher.Tell(new Note("parting words"));
            return default;
        }
    }

    private sealed class Successor(Journal journal) : Actor, IHandle<Look, int>, IHandle<Terminated>, IHandle<GetHeir, string>
    {
        private IActorRef? _heir;

        public ValueTask<int> HandleAsync(Look request, CancellationToken cancellationToken)
        {
            this.Watch(request.Other);
            return new(0);
        }

        public ValueTask HandleAsync(Terminated message, CancellationToken cancellationToken)
        {
            _heir = Context.System.Spawn(() => new Probe(journal), message.Path.Name);
            return default;
        }

        public ValueTask<string> HandleAsync(GetHeir request, CancellationToken cancellationToken) => new(_heir?.ToString() ?? "none");
    }
}
