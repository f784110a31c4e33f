using Channels;

// A channel that holds nothing: a write ends when somebody has received the value.
var (sender, receiver) = Mpmc.Rendezvous<int>();
Task[] producers = [.. Enumerable.Range(1, 2).Select(id => ProduceAsync(id, sender.Clone()))];
sender.Dispose();

// The last producer to leave ends this loop.
await foreach (int number in receiver.ReadAllAsync()) Console.WriteLine($"Consumer received: {number}");
await Task.WhenAll(producers);

static async Task ProduceAsync(int id, Sender<int> sender)
{
    using (sender)
    {
        for (int number = 0; number < 5; number++)
        {
            await sender.WriteAsync(number);
            Console.WriteLine($"Producer {id} sent: {number}");
        }
    }
}
