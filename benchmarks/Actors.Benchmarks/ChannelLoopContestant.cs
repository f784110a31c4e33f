using System.Runtime.CompilerServices;
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

    public async Task TellStructAsync(int messages)
    {
        Channel<long> channel = Create<long>();
        Task reader = Task.Run(async () =>
        {
            int count = 0;
            long sum = 0;
            while (count < messages && await channel.Reader.WaitToReadAsync())
            {
                while (channel.Reader.TryRead(out long number))
                {
                    sum += number;
                    count++;
                }
            }
        });
        await Task.Run(() =>
        {
            for (int number = 0; number < messages; number++) channel.Writer.TryWrite(number);
        });
        await reader;
    }

    public async Task TellFreshAsync(int messages)
    {
        Channel<StrongBox<long>> channel = Create<StrongBox<long>>();
        Task reader = Task.Run(async () =>
        {
            int count = 0;
            long sum = 0;
            while (count < messages && await channel.Reader.WaitToReadAsync())
            {
                while (channel.Reader.TryRead(out StrongBox<long>? number))
                {
                    sum += number.Value;
                    count++;
                }
            }
        });
        await Task.Run(() =>
        {
            for (int number = 0; number < messages; number++) channel.Writer.TryWrite(new StrongBox<long>(number));
        });
        await reader;
    }

    public Task PingPongAsync(int pairs, int roundTrips) => Task.WhenAll(Enumerable.Range(0, pairs).Select(_ => PairAsync(roundTrips)));

    public async Task RingAsync(int actors, int hops)
    {
        Channel<StrongBox<int>>[] nodes = [.. Enumerable.Range(0, actors).Select(_ => Create<StrongBox<int>>())];
        Task[] loops = [.. nodes.Select((node, number) => Task.Run(async () =>
        {
            ChannelWriter<StrongBox<int>> next = nodes[(number + 1) % actors].Writer;
            while (await node.Reader.WaitToReadAsync())
            {
                while (node.Reader.TryRead(out StrongBox<int>? token))
                {
                    if (--token.Value == 0) return;
                    next.TryWrite(token);
                }
            }
        }))];
        nodes[0].Writer.TryWrite(new StrongBox<int>(hops));
        await Task.WhenAny(loops);
        foreach (Channel<StrongBox<int>> node in nodes) node.Writer.TryComplete();
        await Task.WhenAll(loops);
    }

    public async Task CreateAsync(int actors)
    {
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        StrongBox<int> left = new(actors);
        (Channel<object> Channel, Task Loop)[] leaves = new (Channel<object>, Task)[actors];
        for (int number = 0; number < actors; number++)
        {
            Channel<object> channel = Create<object>();
            leaves[number] = (channel, Task.Run(async () =>
            {
                while (await channel.Reader.WaitToReadAsync())
                {
                    while (channel.Reader.TryRead(out _))
                    {
                        if (Interlocked.Decrement(ref left.Value) == 0) done.SetResult();
                    }
                }
            }));
            channel.Writer.TryWrite(Shared);
        }

        await done.Task;
        foreach ((Channel<object> channel, _) in leaves) channel.Writer.Complete();
        foreach ((_, Task loop) in leaves) await loop;
    }

    private static async Task PairAsync(int roundTrips)
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
