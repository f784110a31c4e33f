using Channels;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>One writer, one consumer that goes to sleep between its values.</summary>
internal sealed class WriteMeetsPark : Model
{
    private readonly SleepyQueue _queue = new();

    public override void Arrange()
    {
        Thread("writer", () =>
        {
            _queue.TryEnqueue(1);
            _queue.TryEnqueue(2);
        });
        Thread("consumer", () => _queue.Consume(2));
    }

    public override void Check()
    {
        ClaimEqual([1, 2], _queue.Received, "received");
        _queue.CheckAtRest();
    }
}

/// <summary>Two writers, one consumer: one of the two has to wake it, not both and not neither.</summary>
internal sealed class TwoWritesMeetPark : Model
{
    private readonly SleepyQueue _queue = new();

    public override void Arrange()
    {
        Thread("writer 1", () => _queue.TryEnqueue(1));
        Thread("writer 2", () => _queue.TryEnqueue(2));
        Thread("consumer", () => _queue.Consume(2));
    }

    public override void Check()
    {
        ClaimEqual([1, 2], _queue.Received.Order(), "received");
        _queue.CheckAtRest();
    }
}

/// <summary>A consumer that takes its announcement back, as a cancelled wait does, against a writer that wakes it.</summary>
internal sealed class UnparkMeetsWrite : Model
{
    private readonly SleepyQueue _queue = new();
    private bool _isParked;
    private int _unparks;
    private int _written;

    public override void Arrange()
    {
        _isParked = _queue.Park() == ParkStatus.Parked;
        Thread("canceller 1", Unpark);
        Thread("canceller 2", Unpark);
        Thread("writer", () => _written = _queue.TryEnqueue(1) == WriteStatus.Written ? 1 : 0);
    }

    public override void Check()
    {
        Claim(_isParked && _written == 1, "Nothing keeps the queue from parking and writing.");
        Claim(_unparks <= 1, "One of several cancellers takes the duty.");
        Claim(_queue.TryDequeue(out int item) && item == 1, "The value stays in the queue.");
        Claim(_queue.Park() == ParkStatus.Parked, "The consumer is awake, and can sleep again.");
    }

    private void Unpark()
    {
        if (_queue.TryUnpark()) _unparks++;
    }
}

/// <summary>Two reads in a row that wait, each awaited as await does: the end of the first must not reach into the second.</summary>
internal sealed class ReadsInARow : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Unbounded<int>();
    private readonly List<int> _received = [];

    public override void Arrange()
    {
        Thread("writer", () =>
        {
            _channel.Sender.TryWrite(1);
            _channel.Sender.TryWrite(2);
        });
        Thread("reader", () =>
        {
            _received.Add(Await(_channel.Receiver.ReadAsync()));
            _received.Add(Await(_channel.Receiver.ReadAsync()));
        });
    }

    public override void Check() => ClaimEqual([1, 2], _received, "received");
}

/// <summary>Waits and looks in turns, with two writers.</summary>
internal sealed class WaitsToReadInARow : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Unbounded<int>();
    private readonly List<int> _received = [];

    public override void Arrange()
    {
        Thread("writer 1", () => _channel.Sender.TryWrite(1));
        Thread("writer 2", () => _channel.Sender.TryWrite(2));
        Thread("reader", () =>
        {
            while (_received.Count < 2)
            {
                Claim(Await(_channel.Receiver.WaitToReadAsync()), "The channel is open.");
                Claim(_channel.Receiver.TryRead(out int item), "One reader finds what it was told of.");
                _received.Add(item);
            }
        });
    }

    public override void Check() => ClaimEqual([1, 2], _received.Order(), "received");
}
