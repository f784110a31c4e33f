using Channels;

// One value, once: a computation runs beside us and its result travels through a oneshot.
var (sender, receiver) = Oneshot.Create<string>();
_ = Task.Run(() => sender.TryWrite(Compute(0)));
Console.WriteLine(await receiver);

static string Compute(int input) => $"The result of computation is {input}";
