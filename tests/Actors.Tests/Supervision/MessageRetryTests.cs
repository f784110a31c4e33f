using Actors.Supervision;
using Actors.Tests.Support;

namespace Actors.Tests;

/// <summary>Messages that are handled again after they made their actor fail.</summary>
public class MessageRetryTests
{
    private readonly Tries _tries = new();
    private readonly Clockwork _time = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_is_handled_again_by_the_new_instance_before_those_that_wait(bool afterAwait)
    {
        await using TestHost host = await StartAsync();
        IActorRef<Tryer> actor = Spawn(host, retries: 2);
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        await entered.Passed;
        actor.Tell(new Try("a", Failures: 2, afterAwait));
        actor.Tell(new Try("b", Failures: 0, afterAwait));

        release.Open();

        Assert.Equal(3, await actor.AskAsync(new GetLife()));
        Assert.Equal(["1 tries a", "2 tries a", "3 tries a", "3 tries b"], _tries.Lines);
        SystemAccount account = host.System.GetAccount();
        Assert.Equal((0, 2, 0), (account.Faulted, account.Restarts, account.Pending));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_asker_waits_for_the_outcome(bool afterAwait)
    {
        await using TestHost host = await StartAsync();
        IActorRef<Tryer> actor = Spawn(host, retries: 2);

        Assert.Equal(3, await actor.AskAsync(new AskTry("a", Failures: 2, afterAwait)));
        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await actor.AskAsync(new AskTry("b", Failures: 5, afterAwait)));

        Assert.Equal("b in life 5", error.Message);
        Assert.Equal(1, host.System.GetAccount().Faulted);
    }

    [Fact]
    public async Task Each_message_has_its_own_retries_even_if_it_is_the_same_object()
    {
        await using TestHost host = await StartAsync();
        IActorRef<Tryer> actor = Spawn(host, retries: 1);
        Try message = new("a", Failures: 1, AfterAwait: false);

        for (int round = 0; round < 3; round++)
        {
            actor.Tell(message);
            await actor.AskAsync(new GetLife());
            _tries.Forget("a");
        }

        Assert.Equal(0, host.System.GetAccount().Faulted);
        Assert.Equal(3, host.System.GetAccount().Restarts);
    }

    [Fact]
    public async Task One_that_is_not_to_be_restarted_tells_the_asker_at_once()
    {
        await using TestHost host = await StartAsync();
        IActorRef<Tryer> actor = host.System.Spawn(
            () => new Tryer(_tries), options: new SpawnOptions { MessageRetries = 5, Restart = RestartType.Temporary });

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await actor.AskAsync(new AskTry("a", Failures: 5, AfterAwait: false)));

        Assert.Single(_tries.Lines);
    }

    [Fact]
    public async Task One_that_uses_up_the_restarts_tells_the_asker_what_its_handler_threw()
    {
        await using TestHost host = await StartAsync();
        IActorRef<Holder> holder = host.System.Spawn(() => new Holder(_tries, retries: 10), options: new SpawnOptions { Children = new OneForOneStrategy(2, TimeSpan.FromHours(1)) });
        IActorRef<Tryer> actor = await holder.AskAsync(new GetTryer());

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await actor.AskAsync(new AskTry("a", Failures: 100, AfterAwait: false)));

        Assert.Equal("a in life 3", error.Message);
    }

    [Fact]
    public async Task A_message_that_waits_for_its_retry_is_pending_and_a_stop_ends_it_with_what_its_handler_threw()
    {
        await using TestHost host = await TestHost.StartAsync(
            actors => actors.Supervise(new OneForOneStrategy { Backoff = new RestartBackoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)) }), _time);
        IActorRef<Tryer> actor = Spawn(host, retries: 3);
        Task<int> ask = actor.AskAsync(new AskTry("a", Failures: 3, AfterAwait: false)).AsTask();
        while (host.Log.Count(3007) == 0) await Task.Yield();

        SystemAccount account = host.System.GetAccount();
        Assert.Equal((1, 1, 0, 0), (account.Accepted, account.Pending, account.Faulted, account.Handled));
        actor.Stop();

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => ask.WaitAsync(Gate.Patience));
        Assert.Equal("a in life 1", error.Message);
    }

    [Fact]
    public async Task A_message_whose_asker_is_gone_is_not_handled_again()
    {
        await using TestHost host = await TestHost.StartAsync(
            actors => actors.Supervise(new OneForOneStrategy { Backoff = new RestartBackoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), jitter: 0) }), _time);
        IActorRef<Tryer> actor = Spawn(host, retries: 3);
        using CancellationTokenSource cancellation = new();
        Task<int> ask = actor.AskAsync(new AskTry("a", Failures: 1, AfterAwait: false), cancellation.Token).AsTask();
        while (host.Log.Count(3007) == 0) await Task.Yield();

        await cancellation.CancelAsync();
        _time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ask);
        Assert.Equal(2, await actor.AskAsync(new GetLife()));
        Assert.Single(_tries.Lines);
    }

    [Fact]
    public async Task A_struct_message_is_not_handled_again()
    {
        await using TestHost host = await StartAsync();
        IActorRef<Tryer> actor = Spawn(host, retries: 3);

        actor.Tell(new Flash(1));

        Assert.Equal(2, await actor.AskAsync(new GetLife()));
        Assert.Equal(["1 flashes"], _tries.Lines);
        Assert.Equal(1, host.System.GetAccount().Faulted);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public async Task Retries_without_sense_are_refused_at_the_door(int retries)
    {
        await using TestHost host = await StartAsync();

        ArgumentException error = Assert.Throws<ArgumentException>(() => Spawn(host, retries));

        Assert.StartsWith($"SpawnOptions.MessageRetries is {retries}.", error.Message, StringComparison.Ordinal);
    }

    private static Task<TestHost> StartAsync() => TestHost.StartAsync(actors => actors.Supervise(new OneForOneStrategy(100)));

    private IActorRef<Tryer> Spawn(TestHost host, int retries) => host.System.Spawn(() => new Tryer(_tries), options: new SpawnOptions { MessageRetries = retries });

    private sealed record Try(string What, int Failures, bool AfterAwait);

    private sealed record AskTry(string What, int Failures, bool AfterAwait) : IRequest<AskTry, int>;

    private readonly record struct Flash(int Number);

    private sealed record GetTryer : IRequest<GetTryer, IActorRef<Tryer>>;

    /// <summary>How often what was tried, over all lives.</summary>
    private sealed class Tries
    {
        private readonly Dictionary<string, int> _counts = [];

        public List<string> Lines { get; } = [];

        public int Lives { get; set; }

        public int Next(int life, string what)
        {
            Lines.Add($"{life} tries {what}");
            return _counts[what] = _counts.GetValueOrDefault(what) + 1;
        }

        public void Forget(string what) => _counts.Remove(what);
    }

    private sealed class Tryer(Tries tries) : Actor, IHandle<Try>, IHandle<AskTry, int>, IHandle<GetLife, int>, IHandle<Flash>, IHandle<Hold>
    {
        private readonly int _life = ++tries.Lives;

        public async ValueTask HandleAsync(Hold message, CancellationToken cancellationToken)
        {
            message.Entered.Open();
            await message.Release.Passed;
        }

        public ValueTask HandleAsync(Try message, CancellationToken cancellationToken)
        {
            if (message.AfterAwait) return TryLaterAsync(message.What, message.Failures);
            TryNow(message.What, message.Failures);
            return default;
        }

        public async ValueTask<int> HandleAsync(AskTry request, CancellationToken cancellationToken)
        {
            if (request.AfterAwait) await TryLaterAsync(request.What, request.Failures);
            else TryNow(request.What, request.Failures);
            return _life;
        }

        public ValueTask<int> HandleAsync(GetLife request, CancellationToken cancellationToken) => new(_life);

        public ValueTask HandleAsync(Flash message, CancellationToken cancellationToken)
        {
            tries.Lines.Add($"{message.Number} flashes");
            throw new InvalidOperationException();
        }

        private async ValueTask TryLaterAsync(string what, int failures)
        {
            await Task.Yield();
            TryNow(what, failures);
        }

        private void TryNow(string what, int failures)
        {
            if (tries.Next(_life, what) <= failures) throw new InvalidOperationException($"{what} in life {_life}");
        }
    }

    private sealed class Holder(Tries tries, int retries) : Actor, IHandle<GetTryer, IActorRef<Tryer>>
    {
        public ValueTask<IActorRef<Tryer>> HandleAsync(GetTryer request, CancellationToken cancellationToken) =>
            new(Context.Spawn(() => new Tryer(tries), options: new SpawnOptions { MessageRetries = retries }));
    }
}
