using System.Threading.Channels;
using Channels.Benchmarks.Contestants;
using Channels.Benchmarks.Measuring;

namespace Channels.Benchmarks.Work;

/// <summary>Writers that await WriteAsync for every item, and readers, each a task of the thread pool.</summary>
internal static class Flow<TForm, TItems, T>
    where TForm : struct, IForm<T>
    where TItems : struct, IItems<T>
{
    public static async Task<Tally> RunAsync(Lap lap, int? capacity, int writers, int readers, Idiom idiom, CancellationToken token)
    {
        Ends<T> ends = TForm.Open(capacity, writers, readers);
        int each = lap.Messages / writers;
        Task<Tally>[] reading = new Task<Tally>[readers];
        for (int index = 0; index < readers; index++)
        {
            ChannelReader<T> reader = ends.Readers[index];
            // A single reader sets the marks, for it sees every message; of several nobody knows which share one gets.
            int share = readers == 1 ? lap.Messages : 0;
            reading[index] = idiom == Idiom.Read
                ? Task.Run(() => ReadAsync(lap, reader, share, token), CancellationToken.None)
                : Task.Run(() => DrainAsync(lap, reader, share, token), CancellationToken.None);
        }

        Task[] writing = new Task[writers];
        for (int index = 0; index < writers; index++)
        {
            ChannelWriter<T> writer = ends.Writers[index];
            long first = (long)index * each;
            // Then the first writer does, which writes as many as the others, at about the same time.
            int share = readers != 1 && index == 0 ? each : 0;
            writing[index] = Task.Run(() => WriteAsync(lap, writer, first, each, share, token), CancellationToken.None);
        }

        await Task.WhenAll(writing);
        ends.Writer.Complete();
        return Tally.Of(await Task.WhenAll(reading));
    }

    private static async Task WriteAsync(Lap lap, ChannelWriter<T> writer, long first, int count, int share, CancellationToken token)
    {
        Marks marks = new(lap, share);
        for (int written = 0; written < count; written++)
        {
            await writer.WriteAsync(TItems.From(first + written), token);
            if (written == marks.Next) marks.Set();
        }
    }

    private static async Task<Tally> ReadAsync(Lap lap, ChannelReader<T> reader, int share, CancellationToken token)
    {
        long count = 0;
        long sum = 0;
        Marks marks = new(lap, share);
        try
        {
            while (true)
            {
                sum += TItems.NumberOf(await reader.ReadAsync(token));
                if (++count == marks.Next) marks.Set();
            }
        }
        catch (ChannelClosedException)
        {
            return new Tally(count, sum);
        }
    }

    private static async Task<Tally> DrainAsync(Lap lap, ChannelReader<T> reader, int share, CancellationToken token)
    {
        long count = 0;
        long sum = 0;
        Marks marks = new(lap, share);
        while (await reader.WaitToReadAsync(token))
        {
            while (reader.TryRead(out T? item))
            {
                sum += TItems.NumberOf(item);
                if (++count == marks.Next) marks.Set();
            }
        }

        return new Tally(count, sum);
    }

    /// <summary>The marks of who sees so many messages: after a quarter of them and after three quarters. Nobody's if it is none.</summary>
    private struct Marks(Lap lap, int share)
    {
        public long Next { get; private set; } = share == 0 ? -1 : share / 4;

        public void Set()
        {
            bool isLast = Next != share / 4;
            lap.Mark(isLast ? 0.5 : 0);
            Next = isLast ? -1 : share / 4 * 3;
        }
    }
}
