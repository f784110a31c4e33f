using Actors.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Actors.Tests.Lifecycle;

public class KillTests
{
    private readonly Chronicle _chronicle = new();

    [Fact]
    public async Task A_killed_actor_ends_at_once_although_its_handler_does_not_return()
    {
        await using TestHost host = await TestHost.StartAsync();
        Letters letters = Letters.Of(host.System);
        IActorRef<Victim> victim = host.System.Spawn(() => new Victim(_chronicle), "victim");
        Task<int> running = victim.AskAsync(new Wait(Task.Delay(Timeout.Infinite))).AsTask();
        await _chronicle.Has("waits");
        Task<int> queued = victim.AskAsync(new Wait(Task.CompletedTask)).AsTask();
        victim.Tell(new Note("queued"));

        victim.Kill();
        Terminated end = await victim.WhenTerminatedAsync().WaitAsync(Gate.Patience);

        Assert.Equal((StopReason.Killed, true), (end.Reason, end.IsAbnormal));
        Assert.Equal("/victim was killed.", (await Assert.ThrowsAsync<ActorStoppedException>(() => running)).Message);
        Assert.Equal("/victim was killed.", (await Assert.ThrowsAsync<ActorStoppedException>(() => queued)).Message);
        Assert.Equal([DeadLetterReason.Killed, DeadLetterReason.Killed], letters.All.Select(letter => letter.Reason));
        Assert.Equal("/victim ends while it handles Wait; the handler is abandoned", host.Log.Single(2006));
        ActorAccount account = host.System.GetAccount().Actors.Single(account => account.Actor == victim.Path);
        Assert.Equal((3, 0, 3), (account.Accepted, account.Handled, account.Undelivered[DeadLetterReason.Killed]));
        Assert.DoesNotContain("OnStopAsync", _chronicle.Lines);
    }

    [Fact]
    public async Task A_killed_actors_own_token_is_cancelled_and_nobody_elses()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Victim> victim = host.System.Spawn(() => new Victim(_chronicle), options: new SpawnOptions { OwnsHandlerToken = true });
        IActorRef<Victim> other = host.System.Spawn(() => new Victim(_chronicle), options: new SpawnOptions { OwnsHandlerToken = true });
        Gate release = new();
        victim.Tell(new Watchful(Task.Delay(Timeout.Infinite)));
        await _chronicle.Has("waits");
        Task<int> asked = other.AskAsync(new Wait(release.Passed)).AsTask();

        victim.Kill();

        await _chronicle.Has("cancelled");
        release.Open();
        await asked;
        Assert.Single(_chronicle.Lines, line => line == "cancelled");
    }

    [Fact]
    public async Task What_an_abandoned_handler_still_does_hurts_nobody_and_the_instance_is_disposed_when_it_returns()
    {
        await using TestHost host = await TestHost.StartAsync();
        Gate release = new();
        IActorRef<Victim> victim = host.System.Spawn(() => new Victim(_chronicle));
        Task<int> asked = victim.AskAsync(new Wait(release.Passed)).AsTask();
        await _chronicle.Has("waits");
        victim.Kill();
        await victim.WhenTerminatedAsync();
        await Assert.ThrowsAsync<ActorStoppedException>(() => asked);
        Assert.DoesNotContain("disposed", _chronicle.Lines);

        release.Open();

        await _chronicle.Has("disposed");
        Assert.Equal(["waits", "goes on", "disposed"], _chronicle.Lines);
    }

    [Fact]
    public async Task An_idle_actor_can_be_killed_and_one_that_has_ended_cannot()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Victim> victim = host.System.Spawn(() => new Victim(_chronicle));
        await victim.AskAsync(new Wait(Task.CompletedTask));

        victim.Kill();
        victim.Kill();
        Terminated end = await victim.WhenTerminatedAsync();
        victim.Kill();

        Assert.Equal(StopReason.Killed, end.Reason);
        Assert.Equal(["waits", "goes on", "disposed"], _chronicle.Lines);
        Assert.Equal(0, host.Log.Count(2006));
    }

    [Fact]
    public async Task Children_are_killed_with_their_parent()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Nest> nest = Nest.In(host);
        IActorRef<Victim> child = await nest.RaiseAsync(() => new Victim(_chronicle), "child");
        child.Tell(new Watchful(Task.Delay(Timeout.Infinite)));
        await _chronicle.Has("waits");

        nest.Kill();

        await nest.WhenTerminatedAsync().WaitAsync(Gate.Patience);
        Assert.Equal(StopReason.Killed, (await child.WhenTerminatedAsync()).Reason);
    }

    [Theory]
    [InlineData("OnStartAsync")]
    [InlineData("OnStopAsync")]
    [InlineData("OnRestartingAsync")]
    public async Task A_kill_does_not_wait_for_a_hook(string hook)
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Victim> victim = host.System.Spawn(() => new Victim(_chronicle, hook, Task.Delay(Timeout.Infinite)), "victim");
        if (hook == "OnStopAsync")
        {
            await victim.AskAsync(new Wait(Task.CompletedTask));
            victim.Stop();
        }
        else
        {
            victim.Tell(new Fail(new NotSupportedException()));
        }

        await _chronicle.Has(hook);

        victim.Kill();

        await victim.WhenTerminatedAsync().WaitAsync(Gate.Patience);
    }

    [Fact]
    public async Task A_handler_that_blocks_its_thread_is_not_taken_off_it()
    {
        await using TestHost host = await TestHost.StartAsync();
        using ManualResetEventSlim release = new();
        IActorRef<Victim> victim = host.System.Spawn(() => new Victim(_chronicle));
        victim.Tell(new Block(release));
        await _chronicle.Has("blocks");

        victim.Kill();
        Task<Terminated> end = victim.WhenTerminatedAsync();
        Assert.False(end.IsCompleted);
        release.Set();

        Assert.Equal(StopReason.Killed, (await end.WaitAsync(Gate.Patience)).Reason);
    }

    [Fact]
    public async Task Every_ask_ends_and_every_message_is_accounted_for_when_kills_come_at_any_moment()
    {
        await using TestHost host = await TestHost.StartAsync(configure: builder => builder.Logging.SetMinimumLevel(LogLevel.Error));
        int seed = Environment.TickCount;
        Random random = new(seed);

        for (int round = 0; round < 1000; round++)
        {
            IActorRef<Victim> victim = host.System.Spawn(() => new Victim(new Chronicle()));
            Task<int>[] asks = [.. Enumerable.Range(0, 4).Select(_ => victim.AskAsync(new Wait(Task.Run(() => Thread.SpinWait(50)))).AsTask())];
            int spins = random.Next(2000);
            Task kill = Task.Run(() =>
            {
                Thread.SpinWait(spins);
                victim.Kill();
            });

            await kill;
            await victim.WhenTerminatedAsync().WaitAsync(Gate.Patience);
            foreach (Task<int> ask in asks)
            {
                try
                {
                    Assert.Equal(1, await ask.WaitAsync(Gate.Patience));
                }
                catch (ActorStoppedException)
                {
                    // As good an end as a reply.
                }
            }
        }
    }

    private sealed record Wait(Task For) : IRequest<Wait, int>;

    private sealed record Watchful(Task For);

    private sealed record Block(ManualResetEventSlim Release);

    private sealed class Victim(Chronicle chronicle, string? slowHook = null, Task? hook = null) : Actor,
        IHandle<Wait, int>, IHandle<Watchful>, IHandle<Note>, IHandle<Fail>, IHandle<Block>, IDisposable
    {
        public async ValueTask<int> HandleAsync(Wait request, CancellationToken cancellationToken)
        {
            await chronicle.Write("waits");
            await request.For;
            await chronicle.Write("goes on");
            return 1;
        }

        public async ValueTask HandleAsync(Watchful message, CancellationToken cancellationToken)
        {
            await chronicle.Write("waits");
            try
            {
                await message.For.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                await chronicle.Write("cancelled");
            }
        }

        public ValueTask HandleAsync(Note message, CancellationToken cancellationToken) => default;

        public ValueTask HandleAsync(Fail message, CancellationToken cancellationToken) => throw message.Error;

        public ValueTask HandleAsync(Block message, CancellationToken cancellationToken)
        {
            chronicle.Add("blocks");
            message.Release.Wait(cancellationToken);
            return default;
        }

        public void Dispose() => chronicle.Add("disposed");

        protected override ValueTask OnStartAsync(CancellationToken cancellationToken) => Hook("OnStartAsync");

        protected override ValueTask OnStopAsync(CancellationToken cancellationToken) => Hook("OnStopAsync");

        protected override ValueTask OnRestartingAsync(Exception error, CancellationToken cancellationToken) => Hook("OnRestartingAsync");

        private async ValueTask Hook(string name)
        {
            if (name == slowHook) await chronicle.Write(name);
            if (name == slowHook) await hook!;
        }
    }
}
