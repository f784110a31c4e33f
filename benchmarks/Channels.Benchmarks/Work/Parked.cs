using Channels.Benchmarks.Contestants;
using Channels.Benchmarks.Measuring;

namespace Channels.Benchmarks.Work;

/// <summary>One thread that begins to wait, ends the wait itself, and only then awaits it: the price of a wait without the price of a thread switch.</summary>
internal static class Parked<TForm>
    where TForm : struct, IForm<long>
{
    /// <summary>A read waits, then a write ends it.</summary>
    public static async Task<Tally> ReadAsync(Lap lap, int? capacity, CancellationToken token)
    {
        Ends<long> ends = TForm.Open(capacity, 1, 1);
        long sum = 0;
        for (int number = 0; number < lap.Messages; number++)
        {
            if (number == lap.Messages / 2) lap.Mark();
            ValueTask<long> read = ends.Reader.ReadAsync(token);
            if (!ends.Writer.TryWrite(number)) throw new InvalidOperationException("A write was refused, though a reader waits.");
            sum += await read;
        }

        lap.Mark(0.5);
        return new Tally(lap.Messages, sum);
    }

    /// <summary>A write waits for room, then a read ends it.</summary>
    public static async Task<Tally> WriteAsync(Lap lap, int capacity, CancellationToken token)
    {
        Ends<long> ends = TForm.Open(capacity, 1, 1);
        long sum = 0;
        for (int number = 0; number < capacity; number++) ends.Writer.TryWrite(number);
        for (int number = capacity; number < lap.Messages; number++)
        {
            if (number == lap.Messages / 2) lap.Mark();
            ValueTask write = ends.Writer.WriteAsync(number, token);
            if (!ends.Reader.TryRead(out long item)) throw new InvalidOperationException("There was nothing to read, though the channel was full.");
            sum += item;
            await write;
        }

        lap.Mark(0.5);
        while (ends.Reader.TryRead(out long item)) sum += item;
        return new Tally(lap.Messages, sum);
    }
}
