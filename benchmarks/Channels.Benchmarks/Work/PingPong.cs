using System.Threading.Channels;
using Channels.Benchmarks.Contestants;
using Channels.Benchmarks.Measuring;

namespace Channels.Benchmarks.Work;

/// <summary>Two tasks and two channels: a number goes there and comes back. A message is a round trip.</summary>
internal static class PingPong<TForm>
    where TForm : struct, IForm<long>
{
    public static async Task<Tally> RunAsync(Lap lap, int? capacity, Idiom idiom)
    {
        Ends<long> there = TForm.Open(capacity, 1, 1);
        Ends<long> back = TForm.Open(capacity, 1, 1);
        Task echo = Task.Run(() => EchoAsync(there.Reader, back.Writer, idiom));
        Tally tally = await Task.Run(() => PlayAsync(lap, there.Writer, back.Reader, idiom));
        there.Writer.Complete();
        await echo;
        return tally;
    }

    private static async Task<Tally> PlayAsync(Lap lap, ChannelWriter<long> writer, ChannelReader<long> reader, Idiom idiom)
    {
        long sum = 0;
        for (int number = 0; number < lap.Messages; number++)
        {
            if (number == lap.Messages / 2) lap.Mark();
            await writer.WriteAsync(number);
            if (idiom == Idiom.Read)
            {
                sum += await reader.ReadAsync();
            }
            else
            {
                await reader.WaitToReadAsync();
                if (reader.TryRead(out long item)) sum += item;
            }
        }

        lap.Mark(0.5);
        return new Tally(lap.Messages, sum);
    }

    private static async Task EchoAsync(ChannelReader<long> reader, ChannelWriter<long> writer, Idiom idiom)
    {
        try
        {
            while (idiom == Idiom.Read) await writer.WriteAsync(await reader.ReadAsync());
        }
        catch (ChannelClosedException)
        {
            return;
        }

        while (await reader.WaitToReadAsync())
        {
            while (reader.TryRead(out long item)) await writer.WriteAsync(item);
        }
    }
}
