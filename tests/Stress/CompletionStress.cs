using System.Diagnostics;
using System.Threading.Channels;
using Channels;

namespace Stress;

/// <summary>The last read of a channel against its end, over and over: its Completion must end. In System.Threading.Channels of .NET 10 it sometimes does not.</summary>
internal static class CompletionStress
{
    private const int Batch = 1_000;

    private static readonly (string Name, bool IsOurs, Func<(ChannelWriter<int>, ChannelReader<int>)> Create)[] Kinds =
    [
        ("Mpsc.Unbounded", true, () => Ours(Mpsc.Unbounded<int>())),
        ("Mpsc.Bounded(4)", true, () => Ours(Mpsc.Bounded<int>(4))),
        ("Mpmc.Unbounded", true, () => Ours(Mpmc.Unbounded<int>())),
        ("Mpmc.Bounded(4)", true, () => Ours(Mpmc.Bounded<int>(4))),
        ("System.Threading.Channels unbounded", false, () => Bcl(Channel.CreateUnbounded<int>())),
        ("System.Threading.Channels unbounded, SingleReader", false, () => Bcl(Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleReader = true }))),
    ];

    /// <param name="each">How long to try each kind.</param>
    public static int Run(TimeSpan each)
    {
        Console.WriteLine($"{Environment.ProcessorCount} cores, .NET {Environment.Version}\n");
        Console.WriteLine("| channel | rounds | Completion never ended | seconds |");
        Console.WriteLine("|---|--:|--:|--:|");
        long wrong = 0;
        foreach (var (name, isOurs, create) in Kinds)
        {
            long began = Stopwatch.GetTimestamp();
            long rounds = 0;
            long lost = 0;
            while (Stopwatch.GetElapsedTime(began) < each)
            {
                lost += RaceBatch(create);
                rounds += Batch;
            }

            Console.WriteLine($"| {name} | {rounds:N0} | {lost:N0} | {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} |");
            if (isOurs) wrong += lost;
        }

        return wrong == 0 ? 0 : 1;
    }

    private static int RaceBatch(Func<(ChannelWriter<int> Writer, ChannelReader<int> Reader)> create)
    {
        var channels = new (ChannelWriter<int> Writer, ChannelReader<int> Reader)[Batch];
        Task[] completions = new Task[Batch];
        for (int i = 0; i < Batch; i++)
        {
            channels[i] = create();
            channels[i].Writer.TryWrite(i);
            completions[i] = channels[i].Reader.Completion;
        }

        // How many rounds each of the two has come to; written by its owner, read by the other.
        int reading = 0;
        int ending = 0;
        Thread ender = new(() =>
        {
            for (int i = 0; i < Batch; i++)
            {
                Meet(ref ending, ref reading, i + 1);
                channels[i].Writer.TryComplete();
            }
        });
        ender.Start();
        for (int i = 0; i < Batch; i++)
        {
            Meet(ref reading, ref ending, i + 1);
            if (!channels[i].Reader.TryRead(out _)) throw new InvalidOperationException("A value is gone.");
        }

        ender.Join();
        return completions.Count(completion => !completion.IsCompleted);
    }

    private static void Meet(ref int own, ref int other, int round)
    {
        // Pairs with the read of the other thread, in the loop below.
        Volatile.Write(ref own, round);
        for (int looks = 0; Volatile.Read(ref other) < round; looks++)
        {
            // The other one may have lost its processor, perhaps to this thread.
            if (looks > 500) Thread.Yield();
        }
    }

    private static (ChannelWriter<int>, ChannelReader<int>) Ours<TReceiver>((Sender<int> Sender, TReceiver Receiver) ends)
        where TReceiver : Receiver<int> => (ends.Sender, ends.Receiver);

    private static (ChannelWriter<int>, ChannelReader<int>) Bcl(Channel<int> channel) => (channel.Writer, channel.Reader);
}
