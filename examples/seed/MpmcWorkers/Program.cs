using System.Diagnostics;
using Channels;

// Three producers and two consumers share a channel that holds two values: each message goes to exactly one consumer, and
// whoever is ahead waits for the others.
var (sender, receiver) = Mpmc.Bounded<string>(2);
Demand(!receiver.TryRead(out _, out ReadStatus status) && status == ReadStatus.Empty, "a new channel is empty");

Task[] producers = [.. Enumerable.Range(1, 3).Select(id => ProduceAsync(id, sender.Clone()))];
Demand(sender.SenderCount == 4, "three producers and this program send");

Task[] consumers = [.. Enumerable.Range(1, 2).Select(id => ConsumeAsync(id, receiver.Clone()))];
Demand(receiver.ReceiverCount == 3, "two consumers and this program receive");

await Task.WhenAll(producers);
Console.WriteLine($"The current number of messages in the channel is {sender.Count}");

// The last sender closes the channel; sender.Close() would do it, too, with other senders left.
sender.Dispose();
Demand(receiver.IsClosed, "without a sender the channel is closed");
await Task.WhenAll(consumers);
Demand(receiver.Count == 0, "what was in the channel when it closed was received");

static async Task ProduceAsync(int id, Sender<string> sender)
{
    using (sender)
    {
        for (int message = 1; message <= 5; message++)
        {
            await sender.WriteAsync($"Producer {id}: Message {message}");
            await Task.Delay(Random.Shared.Next(10, 50));
        }
    }
}

static async Task ConsumeAsync(int id, SharedReceiver<string> receiver)
{
    using (receiver)
    {
        await foreach (string message in receiver.ReadAllAsync())
        {
            Console.WriteLine($"Consumer {id}: Received {message}");
            await Task.Delay(Random.Shared.Next(30, 100));
        }

        Demand(!receiver.TryRead(out _, out ReadStatus status) && status == ReadStatus.Closed, "a consumer stops at the end of the channel");
    }
}

static void Demand(bool holds, string what)
{
    if (!holds) throw new UnreachableException($"This should hold: {what}.");
}
