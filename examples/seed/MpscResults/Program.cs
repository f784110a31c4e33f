using Channels;

// Ten results through a bounded channel. Nobody says that it is complete: the loop ends because the last sender is gone.
var (sender, receiver) = Mpsc.Bounded<string>(100);
Task producer = ProduceAsync(sender);
await foreach (string result in receiver.ReadAllAsync()) Console.WriteLine(result);
await producer;

static async Task ProduceAsync(Sender<string> sender)
{
    using (sender)
    {
        for (int number = 1; number <= 10; number++) await sender.WriteAsync($"The result of computation is {number}");
    }
}
