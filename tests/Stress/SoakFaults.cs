using Actors;
using Actors.Supervision;

namespace Stress;

/// <summary>What a fault is injected into.</summary>
internal sealed record SoakGround(IActorSystem System, IActorRef<Ground> Ground, Random Random)
{
    public ValueTask<IActorRef<Victim>> BearAsync(Where where = Where.Nowhere, int? capacity = null) => Ground.AskAsync(new Bear(where, capacity));
}

/// <summary>A way to hurt an actor, and the check that it ends as promised.</summary>
internal sealed record SoakFault(string Name, Func<SoakGround, Task> InjectAsync);

/// <summary>All the ways.</summary>
internal static class SoakFaults
{
    public static SupervisorStrategy Strategy { get; } = new OneForOneStrategy(int.MaxValue, TimeSpan.FromSeconds(1), failure => failure.Error.Message switch
    {
        "stop" or "constructor" or "OnRestarted" => Directive.Stop,
        _ => Directive.Restart,
    });

    public static IReadOnlyList<SoakFault> All { get; } =
    [
        new("a handler throws", ground => HurtAsync(ground, new SoakException("sync"))),
        new("a handler throws after an await", ground => HurtAsync(ground, new SoakException("async"), later: true)),
        new("a handler throws a cancellation of its own", ground => HurtAsync(ground, new OperationCanceledException("not ours"))),
        new("a handler throws a cancellation of its own after an await", ground => HurtAsync(ground, new OperationCanceledException("not ours"), later: true)),
        new("an asked handler throws", ground => HurtAskAsync(ground, later: false)),
        new("an asked handler throws after an await", ground => HurtAskAsync(ground, later: true)),
        new("the strategy stops the actor", async ground =>
        {
            IActorRef<Victim> victim = await ground.BearAsync();
            victim.Tell(new Hurt(new SoakException("stop")));
            await Throws<ActorStoppedException>(victim.AskAsync(new Ping()));
        }),
        new("a constructor throws at a restart", ground => EndsAsync(ground, Where.Constructor)),
        new("a restarted hook throws", ground => EndsAsync(ground, Where.OnRestarted)),
        new("a start hook throws", async ground =>
        {
            IActorRef<Victim> victim = await ground.BearAsync(Where.OnStart);
            // Who came before the end is told of the start, who came after it of the end.
            try
            {
                await Throws<ActorStoppedException>(victim.AskAsync(new Ping()));
            }
            catch (ActorStartException)
            {
            }
        }),
        new("a stop hook throws", ground => StopsAsync(ground, Where.OnStop)),
        new("a restarting hook throws", ground => LivesOnAsync(ground, Where.OnRestarting)),
        new("a disposal throws", ground => LivesOnAsync(ground, Where.Dispose)),
        new("an asynchronous disposal throws", ground => LivesOnAsync(ground, Where.DisposeAsync)),
        new("an Ask is cancelled while it waits", async ground =>
        {
            (IActorRef<Victim> victim, TaskCompletionSource until) = await BusyAsync(ground);
            using CancellationTokenSource cancellation = new();
            ValueTask<int> ask = victim.AskAsync(new Ping(), cancellation.Token);
            await cancellation.CancelAsync();
            await Throws<OperationCanceledException>(ask);
            until.SetResult();
            await victim.StopAsync();
        }),
        new("an Ask is cancelled while it is handled", async ground =>
        {
            IActorRef<Victim> victim = await ground.BearAsync();
            TaskCompletionSource until = new();
            using CancellationTokenSource cancellation = new();
            ValueTask<int> ask = victim.AskAsync(new NapAsk(until.Task), cancellation.Token);
            await Task.Yield();
            await cancellation.CancelAsync();
            await Throws<OperationCanceledException>(ask);
            until.SetResult();
            await victim.StopAsync();
        }),
        new("an Ask times out", async ground =>
        {
            (IActorRef<Victim> victim, TaskCompletionSource until) = await BusyAsync(ground);
            await Throws<AskTimeoutException>(victim.AskAsync(new Ping(), TimeSpan.FromMilliseconds(ground.Random.Next(1, 20))));
            until.SetResult();
            await victim.StopAsync();
        }),
        new("an Ask nobody awaits", async ground =>
        {
            IActorRef<Victim> victim = await ground.BearAsync();
#pragma warning disable CA2012 // The fault itself.
            _ = victim.AskAsync(new Ping());
#pragma warning restore CA2012
            await victim.StopAsync();
        }),
        new("a Tell to a stopped actor", async ground =>
        {
            IActorRef<Victim> victim = await StoppedAsync(ground);
            victim.Tell(new Leave());
        }),
        new("an Ask of a stopped actor", async ground =>
        {
            IActorRef<Victim> victim = await StoppedAsync(ground);
            await Throws<ActorStoppedException>(victim.AskAsync(new Ping(), Timeout.InfiniteTimeSpan));
        }),
        new("a Tell to a full mailbox", async ground =>
        {
            (IActorRef<Victim> victim, TaskCompletionSource until) = await BusyAsync(ground, capacity: 1);
            victim.TryTell(new BlockThread(0));
            Expect(victim.TryTell(new BlockThread(0)) == TellStatus.Full);
            until.SetResult();
            await victim.StopAsync();
        }),
        new("a wait for room is cancelled", async ground =>
        {
            (IActorRef<Victim> victim, TaskCompletionSource until) = await BusyAsync(ground, capacity: 1);
            victim.TryTell(new BlockThread(0));
            using CancellationTokenSource cancellation = new();
            Task wait = victim.TellAsync(new BlockThread(0), cancellation.Token).AsTask();
            await cancellation.CancelAsync();
            await Throws<OperationCanceledException>(new ValueTask<int>(wait.ContinueWith(done => done.IsCanceled ? throw new OperationCanceledException() : 1, TaskScheduler.Default)));
            until.SetResult();
            await victim.StopAsync();
        }),
        new("a wait for room meets the end", async ground =>
        {
            (IActorRef<Victim> victim, TaskCompletionSource until) = await BusyAsync(ground, capacity: 1);
            victim.TryTell(new BlockThread(0));
            Task wait = victim.TellAsync(new BlockThread(0)).AsTask();
            victim.Stop();
            until.SetResult();
            await wait;
        }),
        new("a stop under load", async ground =>
        {
            IActorRef<Victim> victim = await ground.BearAsync();
            for (int message = 0; message < 200; message++) victim.Tell(new BlockThread(0));
            victim.Stop();
            await victim.StopAsync();
        }),
        new("a drain under load", async ground =>
        {
            IActorRef<Victim> victim = await ground.BearAsync();
            for (int message = 0; message < 200; message++) victim.Tell(new BlockThread(0));
            await victim.StopAsync();
        }),
        new("stops from all sides", async ground =>
        {
            IActorRef<Victim> victim = await ground.BearAsync();
            victim.Tell(new Leave());
            await Task.WhenAll(Task.Run(victim.Stop), victim.StopAsync(), victim.StopAsync(), Task.Run(() => victim.Tell(new Hurt(new SoakException("race")))));
        }),
        new("a name that is taken", async ground =>
        {
            string name = $"name-{ground.Random.Next(4)}";
            try
            {
                IActorRef<Victim> victim = ground.System.Spawn(() => new Victim(Where.Nowhere), name);
                await victim.StopAsync();
            }
            catch (ActorNameException)
            {
                // By another worker, which stops it in a moment.
            }
        }),
        new("a subscriber of dead letters throws", async ground =>
        {
            using IDisposable subscription = ground.System.DeadLetters.Subscribe(new ThrowingObserver());
            IActorRef<Victim> victim = await StoppedAsync(ground);
            victim.Tell(new Leave());
        }),
        new("a handler blocks its thread", async ground =>
        {
            IActorRef<Victim> victim = await ground.BearAsync();
            victim.Tell(new BlockThread(2));
            await victim.StopAsync();
        }),
    ];

    private static async Task HurtAsync(SoakGround ground, Exception error, bool later = false)
    {
        IActorRef<Victim> victim = await ground.BearAsync();
        victim.Tell(new Hurt(error, later));
        Expect(await victim.AskAsync(new Ping()) == 1);
        await victim.StopAsync();
    }

    private static async Task HurtAskAsync(SoakGround ground, bool later)
    {
        IActorRef<Victim> victim = await ground.BearAsync();
        await Throws<SoakException>(victim.AskAsync(new HurtAsk(new SoakException("asked"), later)));
        Expect(await victim.AskAsync(new Ping()) == 1);
        await victim.StopAsync();
    }

    private static async Task EndsAsync(SoakGround ground, Where where)
    {
        IActorRef<Victim> victim = await ground.BearAsync(where);
        victim.Tell(new Hurt(new SoakException("to restart")));
        await Throws<ActorStoppedException>(victim.AskAsync(new Ping()));
    }

    private static async Task LivesOnAsync(SoakGround ground, Where where)
    {
        IActorRef<Victim> victim = await ground.BearAsync(where);
        victim.Tell(new Hurt(new SoakException("to restart")));
        Expect(await victim.AskAsync(new Ping()) == 1);
        await victim.StopAsync();
    }

    private static async Task StopsAsync(SoakGround ground, Where where)
    {
        IActorRef<Victim> victim = await ground.BearAsync(where);
        Expect(await victim.AskAsync(new Ping()) == 1);
        await victim.StopAsync();
    }

    private static async Task<IActorRef<Victim>> StoppedAsync(SoakGround ground)
    {
        IActorRef<Victim> victim = await ground.BearAsync();
        await victim.StopAsync();
        return victim;
    }

    private static async Task<(IActorRef<Victim>, TaskCompletionSource)> BusyAsync(SoakGround ground, int? capacity = null)
    {
        IActorRef<Victim> victim = await ground.BearAsync(capacity: capacity);
        TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource until = new(TaskCreationOptions.RunContinuationsAsynchronously);
        victim.Tell(new Nap(entered, until.Task));
        await entered.Task;
        return (victim, until);
    }

    private static async Task Throws<TException>(ValueTask<int> ask)
        where TException : Exception
    {
        try
        {
            await ask;
        }
        catch (TException)
        {
            return;
        }

        throw new InvalidOperationException($"It ended well instead of with {typeof(TException).Name}.");
    }

    private static void Expect(bool holds)
    {
        if (!holds) throw new InvalidOperationException("It did not end as promised.");
    }

    private sealed class ThrowingObserver : IObserver<DeadLetter>
    {
        public void OnNext(DeadLetter value) => throw new SoakException("observer");

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
