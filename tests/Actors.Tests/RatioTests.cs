using System.Threading.Channels;
using Actors.Tests.Support;
using Xunit.Abstractions;

namespace Actors.Tests;

/// <summary>A guard against what would make sending many times slower: the processor time of a Tell and of an Ask beside that of a loop over a channel, in the same process. The benchmarks measure; this only notices what no noise explains.</summary>
[Collection("One at a time")]
public class RatioTests(ITestOutputHelper output)
{
    private const int Tries = 6;
    private const int Tells = 200_000;
    private const int Asks = 30_000;

#if DEBUG
    // Our code is not optimised here, the channel's is.
    private const double Most = 6;
#else
    private const double Most = 2.5;
#endif

    [Fact]
    public async Task A_tell_takes_no_more_than_a_few_times_the_processor_time_of_a_channel_loop()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Counter> actor = host.System.Spawn(() => new Counter());
        Channel<object> channel = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
        Task loop = Task.Run(async () =>
        {
            await foreach (object message in channel.Reader.ReadAllAsync())
            {
                if (message is TaskCompletionSource reply) reply.SetResult();
            }
        });

        await AssertRatioAsync(
            async () =>
            {
                for (int number = 0; number < Tells; number++) actor.Tell(Tick.Instance);
                await actor.AskAsync(Sync.Instance);
            },
            async () =>
            {
                for (int number = 0; number < Tells; number++) channel.Writer.TryWrite(Tick.Instance);
                TaskCompletionSource reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
                channel.Writer.TryWrite(reply);
                await reply.Task;
            });

        channel.Writer.Complete();
        await loop;
    }

    [Fact]
    public async Task An_ask_takes_no_more_than_a_few_times_the_processor_time_of_a_channel_loop_with_a_task_completion_source()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Counter> actor = host.System.Spawn(() => new Counter());
        Channel<TaskCompletionSource<int>> channel = Channel.CreateUnbounded<TaskCompletionSource<int>>(new UnboundedChannelOptions { SingleReader = true });
        Task loop = Task.Run(async () =>
        {
            await foreach (TaskCompletionSource<int> reply in channel.Reader.ReadAllAsync()) reply.SetResult(1);
        });

        await AssertRatioAsync(
            async () =>
            {
                for (int number = 0; number < Asks; number++) await actor.AskAsync(Sync.Instance);
            },
            async () =>
            {
                for (int number = 0; number < Asks; number++)
                {
                    TaskCompletionSource<int> reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
                    channel.Writer.TryWrite(reply);
                    await reply.Task;
                }
            });

        channel.Writer.Complete();
        await loop;
    }

    // On the pool, as in CostTests. The best of a few tries: what disturbs one is not ours, what is ours disturbs all.
    private Task AssertRatioAsync(Func<Task> ours, Func<Task> loops) => Task.Run(async () =>
    {
        double least = double.MaxValue;
        for (int attempt = 0; attempt < Tries && least > Most / 2; attempt++)
        {
            TimeSpan loop = await MeasureAsync(loops);
            TimeSpan own = await MeasureAsync(ours);
            least = Math.Min(least, own / loop);
            output.WriteLine($"ours {own.TotalMilliseconds:F1} ms of processor time, the loop {loop.TotalMilliseconds:F1} ms");
        }

        Assert.True(least <= Most, $"Ours took {least:F1} times the processor time of the loop over a channel in the best of {Tries} tries; more than {Most} times is no noise. See benchmarks/Actors.Benchmarks.");
    });

    private static async Task<TimeSpan> MeasureAsync(Func<Task> run)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        await run();
        return Environment.CpuUsage.TotalTime - before;
    }

    private sealed class Tick
    {
        public static readonly Tick Instance = new();
    }

    private sealed record Sync : IRequest<Sync, int>
    {
        public static readonly Sync Instance = new();
    }

    private sealed class Counter : Actor, IHandle<Tick>, IHandle<Sync, int>
    {
        private int _count;

        public ValueTask HandleAsync(Tick message, CancellationToken cancellationToken)
        {
            _count++;
            return default;
        }

        public ValueTask<int> HandleAsync(Sync request, CancellationToken cancellationToken) => new(_count);
    }
}
