using System.Diagnostics;
using Actors.Tests.Support;
using Xunit.Abstractions;

namespace Actors.Tests;

/// <summary>An actor that does not behave does not keep others from running, although turns follow each other on one thread.</summary>
public class FairnessTests(ITestOutputHelper output)
{
    private readonly Journal _journal = new();

    [Fact]
    public async Task What_a_handler_woke_runs_although_that_handler_blocks_its_thread()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Bell> bell = host.System.Spawn(() => new Bell());
        IActorRef<Blocker> blocker = host.System.Spawn(() => new Blocker());
        using ManualResetEventSlim rung = new();

        long began = Stopwatch.GetTimestamp();

        // The bell's turn stands on the thread that waits for it.
        Assert.True(await blocker.AskAsync(new BlockUntil(bell, rung)));

        output.WriteLine($"It takes {Stopwatch.GetElapsedTime(began).TotalMilliseconds:F1} ms.");
    }

    [Fact]
    public async Task A_handler_that_blocks_until_its_own_Ask_is_answered_gets_the_answer()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> other = host.System.Spawn(() => new Probe(_journal));
        IActorRef<Blocker> blocker = host.System.Spawn(() => new Blocker());

        long began = Stopwatch.GetTimestamp();

        Assert.Equal(1, await blocker.AskAsync(new BlockOnAsk(other)));

        output.WriteLine($"It takes {Stopwatch.GetElapsedTime(began).TotalMilliseconds:F1} ms.");
    }

    [Fact]
    public async Task Actors_that_flood_themselves_let_others_run()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Flooder>[] flooders = [.. Enumerable.Range(0, Environment.ProcessorCount + 1).Select(_ => host.System.Spawn(() => new Flooder()))];
        foreach (IActorRef<Flooder> flooder in flooders) flooder.Tell(new Again(flooder));

        await AskManyTimes(host);

        foreach (IActorRef<Flooder> flooder in flooders) flooder.Stop();
    }

    [Fact]
    public async Task Pairs_that_wake_each_other_without_end_let_others_run()
    {
        await using TestHost host = await TestHost.StartAsync();
        List<IActorRef<Flooder>> all = [];
        for (int pair = 0; pair <= Environment.ProcessorCount; pair++)
        {
            IActorRef<Flooder> first = host.System.Spawn(() => new Flooder());
            IActorRef<Flooder> second = host.System.Spawn(() => new Flooder());
            first.Tell(new Again(second, first));
            all.AddRange([first, second]);
        }

        await AskManyTimes(host);

        foreach (IActorRef<Flooder> flooder in all) flooder.Stop();
    }

    private async Task AskManyTimes(TestHost host)
    {
        IActorRef<Probe> probe = host.System.Spawn(() => new Probe(_journal));
        List<double> waits = [];
        for (int number = 0; number < 200; number++)
        {
            long began = Stopwatch.GetTimestamp();
            await probe.AskAsync(new GetLife(), Gate.Patience);
            waits.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        output.WriteLine($"An Ask beside them takes {waits.Order().ElementAt(100):F3} ms, one of a hundred {waits.Order().ElementAt(197):F3} ms.");
    }

    private sealed record Ring(ManualResetEventSlim Rung);

    private sealed record BlockUntil(IActorRef<Bell> Bell, ManualResetEventSlim Rung) : IRequest<BlockUntil, bool>;

    private sealed record BlockOnAsk(IActorRef<Probe> Other) : IRequest<BlockOnAsk, int>;

    /// <param name="Next">Who is told this again.</param>
    /// <param name="Then">Whom that one tells; itself unless said.</param>
    private sealed record Again(IActorRef<Flooder> Next, IActorRef<Flooder>? Then = null);

    private sealed class Bell : Actor, IHandle<Ring>
    {
        public ValueTask HandleAsync(Ring message, CancellationToken cancellationToken)
        {
            message.Rung.Set();
            return default;
        }
    }

    private sealed class Blocker : Actor, IHandle<BlockUntil, bool>, IHandle<BlockOnAsk, int>
    {
        public ValueTask<bool> HandleAsync(BlockUntil request, CancellationToken cancellationToken)
        {
            request.Bell.Tell(new Ring(request.Rung));
            return new ValueTask<bool>(request.Rung.Wait(Gate.Patience, cancellationToken));
        }

        public ValueTask<int> HandleAsync(BlockOnAsk request, CancellationToken cancellationToken) =>
            new(request.Other.AskAsync(new GetLife(), Gate.Patience, cancellationToken).AsTask().GetAwaiter().GetResult());
    }

    private sealed class Flooder : Actor, IHandle<Again>
    {
        public ValueTask HandleAsync(Again message, CancellationToken cancellationToken)
        {
            message.Next.Tell(message.Then is { } then ? new Again(then, message.Next) : message);
            return default;
        }
    }
}
