using Channels.Benchmarks.Contestants;
using Channels.Benchmarks.Measuring;

namespace Channels.Benchmarks.Work;

// Waits are kept until their tokens are cancelled, and awaited once.
#pragma warning disable CA2012

/// <summary>Waits that are cancelled, each by a token of its own. Most of the price, the exception and the token source, is the same for everybody.</summary>
internal static class Cancelled<TForm>
    where TForm : struct, IForm<long>
{
    /// <summary>One read at a time waits and is cancelled; a value that is written afterwards must still arrive.</summary>
    public static async Task<Tally> ReadsAsync(Lap lap, int? capacity)
    {
        Ends<long> ends = TForm.Open(capacity, 1, 1);
        long cancelled = 0;
        for (int number = 0; number < lap.Messages; number++)
        {
            if (number == lap.Messages / 2) lap.Mark();
            using CancellationTokenSource source = new();
            ValueTask<long> read = ends.Reader.ReadAsync(source.Token);
            source.Cancel();
            if (await WasCancelledAsync(read)) cancelled += number;
        }

        lap.Mark(0.5);
        ValueTask<long> last = ends.Reader.ReadAsync();
        ends.Writer.TryWrite(7);
        return await last == 7 ? new Tally(lap.Messages, cancelled) : default;
    }

    /// <summary>A full channel with a line of writers, who are cancelled from the middle outwards; none of them may have written.</summary>
    public static async Task<Tally> WritesAsync(Lap lap, int line)
    {
        Ends<long> ends = TForm.Open(1, line, 1);
        ends.Writer.TryWrite(7);
        CancellationTokenSource[] sources = new CancellationTokenSource[line];
        ValueTask[] writes = new ValueTask[line];
        long cancelled = 0;
        for (int first = 0; first < lap.Messages; first += line)
        {
            if (first == lap.Messages / 2) lap.Mark();
            for (int index = 0; index < line; index++)
            {
                sources[index] = new CancellationTokenSource();
                writes[index] = ends.Writers[index].WriteAsync(first + index, sources[index].Token);
            }

            for (int index = 0; index < line; index++) sources[(index + line / 2) % line].Cancel();
            for (int index = 0; index < line; index++)
            {
                if (await WasCancelledAsync(writes[index])) cancelled += first + index;
                sources[index].Dispose();
            }
        }

        lap.Mark(0.5);
        bool isIntact = ends.Reader.TryRead(out long only) && only == 7 && !ends.Reader.TryRead(out _);
        return isIntact ? new Tally(lap.Messages, cancelled) : default;
    }

    private static async ValueTask<bool> WasCancelledAsync(ValueTask<long> read)
    {
        try
        {
            await read;
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    private static async ValueTask<bool> WasCancelledAsync(ValueTask write)
    {
        try
        {
            await write;
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }
}
