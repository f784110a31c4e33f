using System.Diagnostics;
using System.Threading.Channels;
using Channels;

namespace Stress;

/// <summary>A watch that is changed without pause: whoever watches may miss values, but never sees an older one after a newer, and always sees the last.</summary>
internal static class WatchStress
{
    private const int Producers = 4;
    private const int Receivers = 4;

    public static async Task<long> RunAsync(long messages, int seed)
    {
        Console.WriteLine("\n| watch | written | seen by all | reversed | without the last | cancelled waits | seconds |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|");
        long began = Stopwatch.GetTimestamp();
        var (sender, origin) = Watch.Create(Numbered.Of(0, 0));
        using Storm storm = new(seed);
        Task<Sight>[] watching =
        [
            .. Enumerable.Range(1, Receivers - 1).Select(_ => origin.Clone()).Append(origin).ToArray()
                .Select(receiver => Task.Run(() => FollowAsync(receiver, storm))),
        ];
        await Task.WhenAll(Enumerable.Range(0, Producers).Select(producer => Task.Run(() => ChangeAsync(sender, producer, messages / Producers))));
        Numbered last = sender.Value;
        sender.Dispose();

        Sight[] sights = await Task.WhenAll(watching);
        long reversed = sights.Sum(sight => sight.Reversed);
        long blind = sights.Count(sight => sight.Last != last);
        Console.WriteLine(
            $"| Watch | {messages / Producers * Producers:N0} | {sights.Sum(sight => sight.Seen):N0} | {reversed:N0} | {blind:N0} | {sights.Sum(sight => sight.Cancelled):N0} | {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} |");
        return reversed + blind;
    }

    private static async Task ChangeAsync(WatchSender<Numbered> sender, int producer, long count)
    {
        for (long number = 1; number <= count; number++)
        {
            sender.TryWrite(Numbered.Of(producer, number));
            if (number % 64 == 0) await Task.Yield();
        }
    }

    private static async Task<Sight> FollowAsync(WatchReceiver<Numbered> receiver, Storm storm)
    {
        long[] newest = new long[Producers];
        Sight sight = new(0, 0, 0, default);
        while (true)
        {
            try
            {
                Numbered value = await receiver.ReadAsync(storm.Token);
                if (!value.IsWhole) throw new InvalidOperationException($"A torn value: {value}.");
                bool isOlder = value.Number < newest[value.Producer];
                newest[value.Producer] = value.Number;
                sight = sight with { Seen = sight.Seen + 1, Reversed = sight.Reversed + (isOlder ? 1 : 0), Last = value };
            }
            catch (OperationCanceledException)
            {
                sight = sight with { Cancelled = sight.Cancelled + 1 };
            }
            catch (ChannelClosedException)
            {
                return sight;
            }
        }
    }

    private sealed record Sight(long Seen, long Reversed, long Cancelled, Numbered Last);
}
