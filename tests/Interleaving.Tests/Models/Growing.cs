using System.Runtime.InteropServices;
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

/// <summary>Values so large that two of them are the largest ring. At the start one ring was drained and spared, and the second is full.</summary>
internal abstract class SparingModel : Model
{
    protected SparingModel()
    {
        for (int i = 1; i <= 3; i++) Write(i);
        Queue.Consume(3);
        for (int i = 4; i <= 5; i++) Write(i);
    }

    protected BulkyQueue Queue { get; } = new();

    protected void Write(int number) => Queue.TryEnqueue(new Bulky { Number = number });

    internal sealed class BulkyQueue() : SleepyQueue<Bulky>(capacity: null, initialSlots: 2)
    {
        protected override int NumberOf(Bulky item) => item.Number;
    }

    [StructLayout(LayoutKind.Sequential, Size = 30_000)]
    internal struct Bulky
    {
        public int Number;
    }
}

/// <summary>A writer takes the spare slots as the consumer spares others.</summary>
internal sealed class WriteGoesRoundThroughRings : SparingModel
{
    public override void Arrange()
    {
        Thread("writer", () =>
        {
            for (int i = 6; i <= 8; i++) Write(i);
        });
        Thread("consumer", () => Queue.Consume(8));
    }

    public override void Check()
    {
        ClaimEqual([1, 2, 3, 4, 5, 6, 7, 8], Queue.Received, "received");
        Queue.CheckAtRest();
    }
}

/// <summary>Two writers need the next ring at once, and there are spare slots for one.</summary>
internal sealed class TwoWritesWantTheSpare : SparingModel
{
    private int _written;

    public override void Arrange()
    {
        Thread("writer 1", () => WriteOnce(6));
        Thread("writer 2", () => WriteOnce(7));
        Thread("consumer", () =>
        {
            WaitUntil(() => _written == 2);
            // Two more rings, which might be of the same slots.
            for (int i = 8; i <= 11; i++) Write(i);
            Queue.Consume(11);
        });
    }

    public override void Check()
    {
        ClaimEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], Queue.Received.Order(), "received");
        Queue.CheckAtRest();
    }

    private void WriteOnce(int number)
    {
        Write(number);
        _written++;
    }
}
