using System.Threading.Channels;
using Channels.Benchmarks.Contestants;
using Channels.Benchmarks.Measuring;

namespace Channels.Benchmarks.Work;

/// <summary>One thread that writes a burst and reads it back; nothing ever waits.</summary>
internal static class SingleThread<TForm, TItems, T>
    where TForm : struct, IForm<T>
    where TItems : struct, IItems<T>
{
    /// <summary>With TryWrite and TryRead.</summary>
    public static Task<Tally> Try(Lap lap, int? capacity, int burst)
    {
        Ends<T> ends = TForm.Open(capacity, 1, 1);
        Tally tally = default;
        for (int number = 0; number < lap.Messages; number += burst)
        {
            if (number == lap.Messages / 2) lap.Mark();
            tally = TryBurst(ends.Writer, ends.Reader, number, burst, tally);
        }

        lap.Mark(0.5);
        return Task.FromResult(tally);
    }

    /// <summary>With WriteAsync and ReadAsync.</summary>
    public static async Task<Tally> AwaitAsync(Lap lap, int? capacity, int burst)
    {
        Ends<T> ends = TForm.Open(capacity, 1, 1);
        long count = 0;
        long sum = 0;
        for (int number = 0; number < lap.Messages; number += burst)
        {
            if (number == lap.Messages / 2) lap.Mark();
            for (int offset = 0; offset < burst; offset++) await ends.Writer.WriteAsync(TItems.From(number + offset));
            for (int offset = 0; offset < burst; offset++)
            {
                sum += TItems.NumberOf(await ends.Reader.ReadAsync());
                count++;
            }
        }

        lap.Mark(0.5);
        return new Tally(count, sum);
    }

    private static Tally TryBurst(ChannelWriter<T> writer, ChannelReader<T> reader, int first, int burst, Tally tally)
    {
        long count = tally.Count;
        long sum = tally.Sum;
        for (int number = first; number < first + burst; number++)
        {
            if (!writer.TryWrite(TItems.From(number))) throw new InvalidOperationException($"A write was refused, though no more than {burst} items are in the channel.");
        }

        while (reader.TryRead(out T? item))
        {
            sum += TItems.NumberOf(item);
            count++;
        }

        return new Tally(count, sum);
    }
}
