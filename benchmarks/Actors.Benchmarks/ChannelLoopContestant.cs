using System.Threading.Channels;

namespace Actors.Benchmarks;

/// <summary>What one writes by hand: a loop over an unbounded single-reader channel of System.Threading.Channels for each actor, and a TaskCompletionSource for each Ask.</summary>
internal sealed class ChannelLoopContestant : IContestant
{
    private static readonly object Shared = new();

    public string Name => "Channel loop";

    public async Task TellAsync(int producers, int messages)
    {
        Channel<object> channel = Create<object>();
        Task reader = Task.Run(async () =>
        {
            int count = 0;
            while (count < messages && await channel.Reader.WaitToReadAsync())
            {
                while (channel.Reader.TryRead(out _)) count++;
            }
        });
        await Task.WhenAll(Enumerable.Range(0, producers).Select(_ => Task.Run(() =>
        {
            for (int number = 0; number < messages / producers; number++) channel.Writer.TryWrite(Shared);
        })));
        await reader;
    }

    public async Task AskAsync(int inFlight, int requests)
    {
        Channel<TaskCompletionSource<int>> channel = Create<TaskCompletionSource<int>>();
        Task reader = Task.Run(async () =>
        {
            await foreach (TaskCompletionSource<int> reply in channel.Reader.ReadAllAsync()) reply.SetResult(1);
        });
        await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
        {
            for (int number = 0; number < requests / inFlight; number++)
            {
                TaskCompletionSource<int> reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
                channel.Writer.TryWrite(reply);
                await reply.Task;
            }
        })));
        channel.Writer.Complete();
        await reader;
    }

    public async Task PingPongAsync(int roundTrips)
    {
        Channel<object> first = Create<object>();
        Channel<object> second = Create<object>();
        Task[] players = [PlayAsync(first.Reader, second.Writer, roundTrips), PlayAsync(second.Reader, first.Writer, roundTrips)];
        first.Writer.TryWrite(Shared);
        await Task.WhenAny(players);
    }

    private static Task PlayAsync(ChannelReader<object> reader, ChannelWriter<object> writer, int roundTrips) => Task.Run(async () =>
    {
        int count = 0;
        while (await reader.WaitToReadAsync())
        {
            while (reader.TryRead(out object? ball))
            {
                if (++count > roundTrips) return;
                writer.TryWrite(ball);
            }
        }
    });

    private static Channel<T> Create<T>() => Channel.CreateUnbounded<T>(new UnboundedChannelOptions { SingleReader = true });
}
