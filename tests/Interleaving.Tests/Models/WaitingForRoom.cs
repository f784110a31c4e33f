using Channels;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>A writer that finds no room waits while the reader makes some: one of them sees the other.</summary>
internal sealed class WaitForRoomMeetsRead : Model
{
    private readonly SleepyQueue _queue = new(capacity: 1, initialSlots: 2);

    public override void Arrange()
    {
        Thread("writer", () =>
        {
            for (int i = 1; i <= 3; i++) Claim(Await(_queue.EnqueueAsync(i)) == WriteStatus.Written, "The queue is open.");
        });
        Thread("consumer", () => _queue.Consume(3));
    }

    public override void CheckAlways() => _queue.CheckCapacity();

    public override void Check()
    {
        ClaimEqual([1, 2, 3], _queue.Received, "received");
        _queue.CheckAtRest();
    }
}

/// <summary>Two writers for one place.</summary>
internal sealed class TwoWaitsForRoomMeetRead : Model
{
    private readonly SleepyQueue _queue = new(capacity: 1, initialSlots: 2);

    public override void Arrange()
    {
        _queue.TryEnqueue(0);
        Thread("writer 1", () => Claim(Await(_queue.EnqueueAsync(1)) == WriteStatus.Written, "The queue is open."));
        Thread("writer 2", () => Claim(Await(_queue.EnqueueAsync(2)) == WriteStatus.Written, "The queue is open."));
        Thread("consumer", () => _queue.Consume(3));
    }

    public override void CheckAlways() => _queue.CheckCapacity();

    public override void Check()
    {
        ClaimEqual([0, 1, 2], _queue.Received.Order(), "received");
        Claim(_queue.Received[0] == 0, "What was first comes first.");
        _queue.CheckAtRest();
    }
}

/// <summary>Two writers wait for there being room and then try: each must be told in the end.</summary>
internal sealed class HintsMeetRead : Model
{
    private readonly SleepyQueue _queue = new(capacity: 1, initialSlots: 2);

    public override void Arrange()
    {
        _queue.TryEnqueue(0);
        Thread("writer 1", () => Write(1));
        Thread("writer 2", () => Write(2));
        Thread("consumer", () => _queue.Consume(3));
    }

    public override void Check()
    {
        ClaimEqual([0, 1, 2], _queue.Received.Order(), "received");
        _queue.CheckAtRest();
    }

    private void Write(int item)
    {
        do
        {
            Claim(_queue.Writers.WaitAsync(default) is { } wait && Await(wait), "The queue is open.");
        }
        while (_queue.TryEnqueue(item) != WriteStatus.Written);
    }
}

/// <summary>The end comes while a writer waits and the reader makes room: a value that was not accepted is not received.</summary>
internal sealed class CloseMeetsWaitForRoom : Model
{
    private readonly SleepyQueue _queue = new(capacity: 1, initialSlots: 2);
    private readonly List<int> _accepted = [0];

    public override void Arrange()
    {
        _queue.TryEnqueue(0);
        Thread("writer", () =>
        {
            if (Await(_queue.EnqueueAsync(1)) == WriteStatus.Written) _accepted.Add(1);
        });
        Thread("closer", () => _queue.Close());
        Thread("consumer", () => _queue.Consume());
    }

    public override void CheckAlways() => _queue.CheckCapacity();

    public override void Check()
    {
        ClaimEqual(_accepted, _queue.Received, "received");
        _queue.CheckAtRest();
    }
}

/// <summary>Somebody offers a value while another waits in line: it may be refused, it may not come first.</summary>
internal sealed class NobodyPassesTheLine : Model
{
    private readonly SleepyQueue _queue = new(capacity: 1, initialSlots: 2);
    private WriteStatus _offered;

    public override void Arrange()
    {
        _queue.TryEnqueue(0);
        ValueTask<WriteStatus> waiting = _queue.EnqueueAsync(1);
        Thread("newcomer", () => _offered = _queue.TryEnqueue(2));
        Thread("waiting", () => Claim(Await(waiting) == WriteStatus.Written, "The queue is open."));
        Thread("consumer", () => _queue.Consume(2));
    }

    public override void CheckAlways() => _queue.CheckCapacity();

    public override void Check()
    {
        bool isIn = _offered == WriteStatus.Written;
        _queue.Consume(isIn ? 3 : 2);
        ClaimEqual(isIn ? [0, 1, 2] : [0, 1], _queue.Received, "received");
        _queue.CheckAtRest();
        Claim(_queue.TryEnqueue(3) == WriteStatus.Written, "The line is empty, and says so.");
    }
}

/// <summary>The same while the queue, smaller than its capacity so far, goes on to a larger ring: the line goes with it.</summary>
internal sealed class NobodyPassesTheLineIntoTheNextRing : Model
{
    private const int Capacity = 5;
    private const int Waiting = 4;

    private readonly SleepyQueue _queue = new(Capacity, initialSlots: 2);
    private readonly List<int> _expected = [];
    private WriteStatus _offered;

    public override void Arrange()
    {
        // Two in the first ring and three in the second, of four: the line's second value needs a third ring.
        for (int i = 0; i < Capacity; i++) _queue.TryEnqueue(i);
        ValueTask<WriteStatus>[] line = [.. Enumerable.Range(Capacity, Waiting).Select(i => _queue.EnqueueAsync(i))];
        _expected.AddRange(Enumerable.Range(0, Capacity + Waiting));

        Thread("newcomer", () => _offered = _queue.TryEnqueue(100));
        Thread("consumer", () => _queue.Consume(3));
        Thread("line", () =>
        {
            foreach (ValueTask<WriteStatus> wait in line.Take(3)) Await(wait);
        });
    }

    public override void CheckAlways() => _queue.CheckCapacity();

    public override void Check()
    {
        if (_offered == WriteStatus.Written) _expected.Add(100);
        _queue.Consume(_expected.Count);
        ClaimEqual(_expected, _queue.Received, "received");
        _queue.CheckAtRest();
    }
}
