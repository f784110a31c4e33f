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
            // The first reader sets the marks. Of several it reads about its share: the bytes are then about right.
            int share = index == 0 ? lap.Messages / readers : 0;
            reading[index] = idiom == Idiom.Read
                ? Task.Run(() => ReadAsync(lap, reader, share, token), CancellationToken.None)
                : Task.Run(() => DrainAsync(lap, reader, share, token), CancellationToken.None);
        }

        Task[] writing = new Task[writers];
        for (int index = 0; index < writers; index++)
        {
            ChannelWriter<T> writer = ends.Writers[index];
            long first = (long)index * each;
            writing[index] = Task.Run(() => WriteAsync(writer, first, each, token), CancellationToken.None);
        }

        await Task.WhenAll(writing);
        ends.Writer.Complete();
        return Tally.Of(await Task.WhenAll(reading));
    }

    private static async Task WriteAsync(ChannelWriter<T> writer, long first, int count, CancellationToken token)
    {
        for (long number = first; number < first + count; number++) await writer.WriteAsync(TItems.From(number), token);
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

    /// <summary>The first reader's marks: after a quarter of its share and after three quarters.</summary>
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
