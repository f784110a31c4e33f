using Channels;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>The reader takes batches while a writer waits for room: each batch lets it go on.</summary>
internal sealed class BatchMeetsWaitForRoom : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(2);
    private readonly List<int> _received = [];

    public override void Arrange()
    {
        Thread("writer", () =>
        {
            for (int i = 1; i <= 4; i++) Await(_channel.Sender.WriteAsync(i));
        });
        Thread("reader", () =>
        {
            int[] batch = new int[3];
            while (_received.Count < 4 && Await(_channel.Receiver.WaitToReadAsync()))
            {
                int taken = _channel.Receiver.TryReadMany(batch);
                _received.AddRange(batch[..taken]);
            }
        });
    }

    public override void CheckAlways() => Claim(_channel.Receiver.Count <= 2, "Two are held at most.");

    public override void Check() => ClaimEqual([1, 2, 3, 4], _received, "received");
}

/// <summary>Two writers fill slots, and outgrow the ring, while the reader takes batches: each value is read once, in its writer's order.</summary>
internal sealed class BatchMeetsGrowth : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(null);
    private readonly List<int> _received = [];

    public override void Arrange()
    {
        for (int i = 1; i <= 14; i++) _channel.Sender.TryWrite(i);
        Thread("writer 1", () =>
        {
            _channel.Sender.TryWrite(15);
            _channel.Sender.TryWrite(16);
        });
        Thread("writer 2", () => _channel.Sender.TryWrite(17));
        Thread("reader", Read);
    }

    public override void Check()
    {
        Read();
        ClaimEqual(Enumerable.Range(1, 17), _received.Order(), "received");
        Claim(_received.IndexOf(15) < _received.IndexOf(16), "They come in their writer's order.");
    }

    private void Read()
    {
        int[] batch = new int[20];
        int taken = _channel.Receiver.TryReadMany(batch);
        _received.AddRange(batch[..taken]);
    }
}

/// <summary>Somebody closes the channel and takes what it holds while the reader takes a batch: each value goes to one of them, in order.</summary>
internal sealed class TakeOverMeetsBatch : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(null);
    private readonly List<int> _received = [];
    private IReadOnlyList<int> _left = [];

    public override void Arrange()
    {
        for (int i = 1; i <= 3; i++) _channel.Sender.TryWrite(i);
        Thread("reader", () =>
        {
            int[] batch = new int[2];
            for (int taken; (taken = _channel.Receiver.TryReadMany(batch)) != 0;) _received.AddRange(batch[..taken]);
        });
        Thread("closer", () => _left = _channel.Sender.CloseAndTake());
    }

    public override void Check()
    {
        ClaimEqual([1, 2, 3], _received.Concat(_left), "received and left");
        Claim(_channel.Receiver.Completion.IsCompletedSuccessfully, "Completion ends.");
    }
}
