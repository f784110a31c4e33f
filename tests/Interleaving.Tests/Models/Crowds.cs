using Channels;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>Three writers of three values outgrow two rings: too many schedules to run them all.</summary>
internal sealed class CrowdOutgrowsTheRing : Model
{
    private readonly SleepyQueue _queue = new(initialSlots: 2);

    public override void Arrange()
    {
        for (int writer = 10; writer <= 30; writer += 10)
        {
            int first = writer;
            Thread($"writer {writer / 10}", () =>
            {
                for (int i = 0; i < 3; i++) _queue.TryEnqueue(first + i);
            });
        }

        Thread("consumer", () => _queue.Consume(9));
    }

    public override void Check()
    {
        ClaimEqual([10, 11, 12, 20, 21, 22, 30, 31, 32], _queue.Received.Order(), "received");
        foreach (var own in _queue.Received.GroupBy(item => item / 10)) ClaimEqual(own.Order(), own, "one writer's");
        _queue.CheckAtRest();
    }
}

/// <summary>Three writers wait for two places, one of them is cancelled, and the end comes some time.</summary>
internal sealed class CrowdWaitsForRoom : Model
{
    private readonly SleepyQueue _queue = new(capacity: 2, initialSlots: 2);
    private readonly List<int> _accepted = [];

    public override void Arrange()
    {
        Thread("writer 1", () => Write(10, default));
        Thread("writer 2", () => Write(20, default));
        Thread("writer 3", () => Write(30, Cancellation.Token));
        Thread("canceller", () =>
        {
            Cancellation.Cancel();
            WaitUntil(() => _queue.Received.Count >= 3);
            _queue.Close();
        });
        Thread("consumer", () => _queue.Consume());
    }

    public override void CheckAlways() => _queue.CheckCapacity();

    public override void Check()
    {
        ClaimEqual(_accepted.Order(), _queue.Received.Order(), "received");
        foreach (var own in _queue.Received.GroupBy(item => item / 10)) ClaimEqual(own.Order(), own, "one writer's");
        _queue.CheckAtRest();
    }

    private void Write(int first, CancellationToken token)
    {
        for (int i = 0; i < 3; i++)
        {
            try
            {
                if (Await(_queue.EnqueueAsync(first + i, token)) == WriteStatus.Written) _accepted.Add(first + i);
            }
            catch (OperationCanceledException)
            {
            }
        }
    }
}
