using Channels;

// Everybody who listens hears everything, in the same order; who comes late hears what is said from then on.
var (sender, a) = Broadcast.Lossless<string>(10);
BroadcastReceiver<string> b = a.Clone();
Task[] listeners = [ListenAsync("A", a), ListenAsync("B", b)];

await Task.WhenAll(Enumerable.Range(0, 2).Select(id => SpeakAsync(id, sender.Clone())));

// Subscribed now, so without what was said before.
Task latecomer = ListenAsync("C", sender.Subscribe());
await sender.WriteAsync("Last message");

// Nobody speaks any more: the listeners hear what is left, and then the end.
sender.Dispose();
await Task.WhenAll([.. listeners, latecomer]);

static async Task SpeakAsync(int id, Sender<string> sender)
{
    using (sender)
    {
        for (int number = 0; number < 2; number++)
        {
            string message = $"Broadcaster {id}'s message {number}";
            await sender.WriteAsync(message);
            Console.WriteLine($"Sent: {message}");
            await Task.Delay(10);
        }
    }
}

static async Task ListenAsync(string name, Receiver<string> receiver)
{
    using (receiver)
    {
        await foreach (string message in receiver.ReadAllAsync()) Console.WriteLine($"{name} receive {message}");
    }
}
