using System.Threading.Channels;
using Channels.Benchmarks.Contestants;
using Channels.Benchmarks.Measuring;

namespace Channels.Benchmarks.Work;

/// <summary>A reply slot for every request.</summary>
internal static class Requests<TReplies, TSlot>
    where TReplies : struct, IReplies<TSlot>
{
    /// <summary>One thread makes a slot, replies into it, and awaits it.</summary>
    public static async Task<Tally> AloneAsync(Lap lap, bool awaitsFirst)
    {
        long sum = 0;
        for (int number = 0; number < lap.Messages; number++)
        {
            if (number == lap.Messages / 2) lap.Mark();
            TSlot slot = TReplies.Create();
            ValueTask<long> answer = awaitsFirst ? TReplies.AnswerAsync(slot) : default;
            TReplies.Reply(slot, number);
            sum += awaitsFirst ? await answer : await TReplies.AnswerAsync(slot);
        }

        lap.Mark(0.5);
        return new Tally(lap.Messages, sum);
    }

    /// <summary>Clients send a number and a slot over an unbounded channel to one server, and await the reply.</summary>
    public static async Task<Tally> ServedAsync<TForm>(Lap lap, int clients)
        where TForm : struct, IForm<(long Number, TSlot Slot)>
    {
        Ends<(long Number, TSlot Slot)> ends = TForm.Open(null, clients, 1);
        // Around all of it: what one client has done by half time says nothing about the others.
        lap.Mark();
        Task server = Task.Run(() => ServeAsync(ends.Reader));
        int each = lap.Messages / clients;
        Task<Tally>[] asking = [.. Enumerable.Range(0, clients).Select(client => Task.Run(() => AskAsync(ends.Writers[client], (long)client * each, each)))];
        Tally tally = Tally.Of(await Task.WhenAll(asking));
        lap.Mark(1);
        ends.Writer.Complete();
        await server;
        return tally;
    }

    private static async Task ServeAsync(ChannelReader<(long Number, TSlot Slot)> reader)
    {
        while (await reader.WaitToReadAsync())
        {
            while (reader.TryRead(out (long Number, TSlot Slot) request)) TReplies.Reply(request.Slot, request.Number);
        }
    }

    private static async Task<Tally> AskAsync(ChannelWriter<(long Number, TSlot Slot)> writer, long first, int count)
    {
        long sum = 0;
        for (int offset = 0; offset < count; offset++)
        {
            TSlot slot = TReplies.Create();
            await writer.WriteAsync((first + offset, slot));
            sum += await TReplies.AnswerAsync(slot);
        }

        return new Tally(count, sum);
    }
}
