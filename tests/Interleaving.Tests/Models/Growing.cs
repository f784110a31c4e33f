using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>One writer outgrows a ring of two while the consumer drains it.</summary>
internal sealed class WriteOutgrowsTheRing : Model
{
    private readonly SleepyQueue _queue = new(initialSlots: 2);

    public override void Arrange()
    {
        Thread("writer", () =>
        {
            for (int i = 1; i <= 4; i++) _queue.TryEnqueue(i);
        });
        Thread("consumer", () => _queue.Consume(4));
    }

    public override void Check()
    {
        ClaimEqual([1, 2, 3, 4], _queue.Received, "received");
        _queue.CheckAtRest();
    }
}

/// <summary>Two writers need the next ring at once, and the consumer follows them into it.</summary>
internal sealed class TwoWritesOutgrowTheRing : Model
{
    private readonly SleepyQueue _queue = new(initialSlots: 2);

    public override void Arrange()
    {
        _queue.TryEnqueue(0);
        Thread("writer 1", () =>
        {
            _queue.TryEnqueue(11);
            _queue.TryEnqueue(12);
        });
        Thread("writer 2", () => _queue.TryEnqueue(21));
        Thread("consumer", () => _queue.Consume(4));
    }

    public override void Check()
    {
        ClaimEqual([0, 11, 12, 21], _queue.Received.Order(), "received");
        Claim(_queue.Received.IndexOf(11) < _queue.Received.IndexOf(12), "One writer's values keep their order.");
        _queue.CheckAtRest();
    }
}

/// <summary>The ring is used a second time round while the writer works from a limit it knew before.</summary>
internal sealed class WriteLapsTheRing : Model
{
    private readonly SleepyQueue _queue = new(capacity: 2, initialSlots: 2);
    private int _refused;

    public override void Arrange()
    {
        _queue.TryEnqueue(1);
        _queue.TryEnqueue(2);
        Thread("writer", () =>
        {
            for (int i = 3; i <= 4; i++)
                if (_queue.TryEnqueue(i) != Channels.WriteStatus.Written) _refused++;
        });
        Thread("consumer", () => _queue.Consume(2));
    }

    public override void CheckAlways() => _queue.CheckCapacity();

    public override void Check()
    {
        _queue.Consume(4 - _refused);
        ClaimEqual(_queue.Received.Order(), _queue.Received, "received");
        Claim(_queue.Received.Count == 4 - _refused, "What was accepted is received.");
        _queue.CheckAtRest();
    }
}

/// <summary>The queue is closed while it grows.</summary>
internal sealed class CloseMeetsGrowth : Model
{
    private readonly SleepyQueue _queue = new(initialSlots: 2);
    private readonly List<int> _accepted = [];

    public override void Arrange()
    {
        _queue.TryEnqueue(1);
        _accepted.Add(1);
        Thread("writer", () =>
        {
            for (int i = 2; i <= 3; i++)
                if (_queue.TryEnqueue(i) == Channels.WriteStatus.Written) _accepted.Add(i);
        });
        Thread("closer", () => _queue.Close());
        Thread("consumer", () => _queue.Consume());
    }

    public override void Check()
    {
        ClaimEqual(_accepted, _queue.Received, "received");
        Claim(_queue.IsClosed, "The queue is closed.");
        _queue.CheckAtRest();
    }
}
