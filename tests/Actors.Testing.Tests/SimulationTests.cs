namespace Actors.Testing.Tests;

public class SimulationTests
{
    [Fact]
    public void Time_stands_still_until_it_is_told_to_move()
    {
        using ActorSimulation simulation = ActorSimulation.Start(1, actors => actors.Add<Sleeper>("sleeper"));
        using TestProbe<string> probe = simulation.CreateProbe<string>();
        simulation.Get<Sleeper>("sleeper").Tell(new Sleep(TimeSpan.FromHours(1), probe.Ref));

        simulation.Advance(TimeSpan.FromMinutes(59));
        probe.ExpectNone();
        simulation.Advance(TimeSpan.FromMinutes(1));

        simulation.Run(async () => Assert.Equal("awake", await probe.ExpectAsync()));
    }

    [Fact]
    public void An_ask_times_out_in_virtual_time()
    {
        using ActorSimulation simulation = ActorSimulation.Start(1, actors => actors.Add<Sleeper>("sleeper"));
        using TestProbe<string> probe = simulation.CreateProbe<string>();
        simulation.Get<Sleeper>("sleeper").Tell(new Sleep(TimeSpan.FromDays(1), probe.Ref));

        Task<int> ask = simulation.Get<Sleeper>("sleeper").AskAsync(new GetNaps(), TimeSpan.FromSeconds(5)).AsTask();
        simulation.Advance(TimeSpan.FromSeconds(4));
        Assert.False(ask.IsCompleted);
        simulation.Advance(TimeSpan.FromSeconds(2));

        Assert.IsType<AskTimeoutException>(ask.Exception!.InnerException);
    }

    [Fact]
    public void Running_until_something_holds_moves_the_clock_from_timer_to_timer()
    {
        using ActorSimulation simulation = ActorSimulation.Start(1, actors => actors.Add<Sleeper>("sleeper"));
        using TestProbe<string> probe = simulation.CreateProbe<string>();
        DateTimeOffset began = simulation.Time.GetUtcNow();
        for (int nap = 0; nap < 3; nap++) simulation.Get<Sleeper>("sleeper").Tell(new Sleep(TimeSpan.FromMinutes(10), probe.Ref));

        Assert.True(simulation.RunUntil(() => simulation.Effects.Count(effect => effect.Subject is "awake") == 2));
        Assert.Equal(TimeSpan.FromMinutes(20), simulation.Time.GetUtcNow() - began);
        Assert.False(simulation.RunUntil(() => false, TimeSpan.FromMinutes(5)));
    }

    [Theory]
    [InlineData(Way.TaskRun)]
    [InlineData(Way.ConfigureAwaitFalse)]
    [InlineData(Way.RealClock)]
    public void Work_that_escapes_fails_the_test_and_names_the_actor(Way way)
    {
        ActorScenario scenario = new(actors => actors.Add<Escaper>("escaper"), async simulation =>
        {
            TaskCompletionSource go = new();
            Task<int> ask = simulation.Get<Escaper>("escaper").AskAsync(new Run(way, go.Task)).AsTask();
            simulation.RunToIdle();
            // Only now, so that the handler does await; and from another thread, as clocks and pools do.
            _ = Task.Run(go.SetResult);
            SpinWait.SpinUntil(() => simulation.RunToIdle() > 0, TimeSpan.FromSeconds(20));
            simulation.RunToIdle();
            await ask;
        });

        SimulationException failure = Assert.Throws<SimulationException>(() => scenario.Explore(seeds: 1));

        Assert.StartsWith("Work escaped from the simulation", failure.Message, StringComparison.Ordinal);
        Assert.Contains(way == Way.ConfigureAwaitFalse ? "/escaper" : "continuation", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_planned_fault_restarts_the_actor()
    {
        using ActorSimulation simulation = ActorSimulation.Start(1, actors => actors.Add<Account>("account"));
        simulation.Faults.ThrowAt("/account", 2);

        for (int deposit = 1; deposit <= 3; deposit++) simulation.Get<Account>("account").Tell(new Deposit(deposit));
        simulation.RunToIdle();

        simulation.Run(async () => Assert.Equal(3, await simulation.Get<Account>("account").AskAsync(new GetBalance())));
        Assert.Contains(simulation.Effects, effect => effect is { Kind: ActorEffectKind.Restarted, Subject: SimulatedFaultException });
        simulation.Stop();
        Assert.Equal(1, simulation.System.GetAccount().Restarts);
    }

    [Fact]
    public void A_dropped_message_is_a_dead_letter_and_a_dropped_ask_ends()
    {
        using ActorSimulation simulation = ActorSimulation.Start(1, actors => actors.Add<Account>("account"));
        simulation.Faults.DropIf((_, message) => message is Deposit);
        simulation.Faults.DropAt("/account", 2);

        simulation.Get<Account>("account").Tell(new Deposit(1));
        Task<int> ask = simulation.Get<Account>("account").AskAsync(new GetBalance()).AsTask();
        simulation.RunToIdle();

        Assert.IsType<MessageDroppedException>(ask.Exception!.InnerException);
        simulation.Stop();
        Assert.Equal(2, simulation.System.GetAccount().Undelivered);
    }

    [Fact]
    public void A_delayed_message_is_handled_later()
    {
        using ActorSimulation simulation = ActorSimulation.Start(1, actors => actors.Add<Account>("account"));
        simulation.Faults.DelayAt("/account", 1, TimeSpan.FromSeconds(10));
        simulation.Get<Account>("account").Tell(new Deposit(5));
        Task<int> ask = simulation.Get<Account>("account").AskAsync(new GetBalance()).AsTask();

        simulation.Advance(TimeSpan.FromSeconds(9));
        Assert.False(ask.IsCompleted);
        simulation.Advance(TimeSpan.FromSeconds(1));

        Assert.True(ask.IsCompletedSuccessfully);
    }

    [Fact]
    public void What_actors_do_is_recorded()
    {
        using ActorSimulation simulation = ActorSimulation.Start(1, _ => { });
        IActorRef<Account> account = simulation.System.Spawn<Account>("account");
        Deposit deposit = new(1);
        account.Tell(deposit);
        simulation.RunToIdle();
        account.Stop();
        simulation.RunToIdle();

        Assert.Equal(
            [
                new ActorEffect(ActorEffectKind.Spawned, new ActorPath("/account")),
                new ActorEffect(ActorEffectKind.Told, new ActorPath("/account"), deposit),
                new ActorEffect(ActorEffectKind.Stopped, new ActorPath("/account")),
            ],
            simulation.Effects);
    }

    [Fact]
    public void Actors_that_never_rest_are_told_of()
    {
        using ActorSimulation simulation = ActorSimulation.Start(1, actors => actors.Add<Perpetual>("perpetual"));
        simulation.MaxSteps = 1000;
        simulation.Get<Perpetual>("perpetual").Tell(new Turn());

        SimulationException failure = Assert.Throws<SimulationException>(() => simulation.RunToIdle());

        Assert.StartsWith("It goes round in circles", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_works_in_any_system()
    {
        using ActorSimulation simulation = ActorSimulation.Start(1, _ => { });
        using TestProbe<string> probe = new(simulation.System);

        probe.Ref.Tell("hello");
        simulation.RunToIdle();

        Assert.Equal("hello", await probe.ExpectAsync());
        Assert.Throws<InvalidOperationException>(probe.ExpectNone);
    }

    [Fact]
    public void A_probe_expects_a_type_within_a_time()
    {
        using ActorSimulation simulation = ActorSimulation.Start(1, _ => { });
        using TestProbe<object> probe = simulation.CreateProbe<object>("probe");
        probe.Ref.Tell<IHandle<object>, object>("text");

        simulation.Run(async () =>
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => probe.ExpectAsync<Deposit>());
            TimeoutException timeout = await Assert.ThrowsAsync<TimeoutException>(() => probe.ExpectAsync(TimeSpan.FromSeconds(2)));
            Assert.Equal("/probe was told no Object within 00:00:02.", timeout.Message);
        });
    }

    public enum Way
    {
        TaskRun,
        ConfigureAwaitFalse,
        RealClock,
    }

    internal sealed record Run(Way Way, Task Go) : IRequest<Run, int>;

    internal sealed class Escaper : Actor, IHandle<Run, int>
    {
        public async ValueTask<int> HandleAsync(Run request, CancellationToken cancellationToken)
        {
            switch (request.Way)
            {
                case Way.TaskRun:
                    return await Task.Run(() => request.Go.ContinueWith(_ => 1, TaskScheduler.Default), cancellationToken);
                case Way.ConfigureAwaitFalse:
                    await request.Go.ConfigureAwait(false);
                    return 2;
                default:
                    await Task.WhenAll(request.Go, Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken));
                    return 3;
            }
        }
    }

    internal sealed record Sleep(TimeSpan For, IActorRef<IHandle<string>> Whom);

    internal sealed record GetNaps : IRequest<GetNaps, int>;

    internal sealed class Sleeper : Actor, IHandle<Sleep>, IHandle<GetNaps, int>
    {
        private int _naps;

        public async ValueTask HandleAsync(Sleep message, CancellationToken cancellationToken)
        {
            await Task.Delay(message.For, Context.Time, cancellationToken);
            _naps++;
            message.Whom.Tell("awake");
        }

        public ValueTask<int> HandleAsync(GetNaps request, CancellationToken cancellationToken) => new(_naps);
    }

    internal sealed record Turn;

    internal sealed class Perpetual : Actor, IHandle<Turn>
    {
        public ValueTask HandleAsync(Turn message, CancellationToken cancellationToken)
        {
            this.Self().Tell(message);
            return default;
        }
    }
}
