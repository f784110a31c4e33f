using Actors.Messaging;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>What the models of an Ask share: a registry with a clock, and both sides of an Ask.</summary>
internal abstract class AskModel : Model
{
    protected const int NoReply = -1;
    protected const int TimedOut = -2;
    protected const int Cancelled = -3;
    protected const int Failed = -4;

    private static readonly Target Asked = new();

    private bool _isCollecting;

    protected AskModel() => Registry = new(Clock, new TurnQueue(), Timeout.InfiniteTimeSpan, Handlers.Token);

    protected ModelClock Clock { get; } = new();

    protected AskRegistry Registry { get; }

    /// <summary>Whose token the registry's handlers have.</summary>
    protected CancellationTokenSource Handlers { get; } = new();

    protected static AskRegistry NewRegistry(ModelClock clock) => new(clock, new TurnQueue(), Timeout.InfiniteTimeSpan, CancellationToken.None);

    /// <summary>Starts a thread with an empty pool of Asks, whatever real thread it is: what an earlier schedule left there is none of its business.</summary>
    protected void Side(string name, Action body) => Thread(name, () =>
    {
        AskPool.Forget();
        body();
    });

    /// <summary>Begins an Ask, or a further life of one.</summary>
    protected static Ask<int> Begin(AskRegistry registry, int milliseconds) =>
        Ask<int>.Begin(registry, Asked, "question", milliseconds < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromMilliseconds(milliseconds));

    protected Ask<int> Begin(int milliseconds) => Begin(Registry, milliseconds);

    /// <summary>The asker's end: waits, collects, and lets go.</summary>
    protected int Collect(ValueTask<int> reply)
    {
        // Collecting waits, out of our sight, for a callback that is running; and none may begin half-way through it.
        WaitUntil(() => reply.IsCompleted && !Cancellation.IsRunning);
        _isCollecting = true;
        try
        {
            return Await(reply);
        }
        catch (TimeoutException)
        {
            return TimedOut;
        }
        catch (OperationCanceledException)
        {
            return Cancelled;
        }
        catch (NotSupportedException)
        {
            return Failed;
        }
    }

    /// <summary>The actor's end: replies and lets go.</summary>
    protected static bool Reply(Ask<int> ask, int reply)
    {
        bool isTaken = ask.TryReply(reply);
        ask.Release();
        return isTaken;
    }

    protected void CancelUnlessCollected()
    {
        if (!_isCollecting) Cancellation.Cancel();
    }

    /// <summary>Lets the timer ring once, as soon as it is set.</summary>
    protected void RingOnce()
    {
        WaitUntil(() => Clock.Due is not null);
        Clock.Ring();
    }

    /// <summary>Lets the timer ring once, if it is set.</summary>
    protected void RingIfSet()
    {
        if (Clock.Due is not null) Clock.Ring();
    }

    /// <summary>An Ask that still waits ends by its time.</summary>
    protected void CheckThatItTimesOut(Ask<int> ask)
    {
        long deadline = ask.Deadline;
        while (ask.IsWaiting)
        {
            Claim(Clock.Due <= Math.Max(deadline, Clock.Now) + 5, $"The timer is set for an Ask that waits: due {Clock.Due}, deadline {deadline}.");
            Clock.Ring();
        }

        Claim(Clock.Now >= deadline, "A timeout is never early.");
    }

    private sealed class Target : IAskParty
    {
        public string Name => "/asked";

        public long Number => 0;

        public long HeldIn => -1;

        public string HeldBy => "";

        public AskWaits Waits { get; } = new();

        public AskWaits? WaitsIfAny => null;

        public Exception TimedOut(Ask ask) => new TimeoutException();
    }
}
