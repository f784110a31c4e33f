using Actors.Messaging;
using Channels.Atomics;

namespace Interleaving.Tests.Simulation;

/// <summary>
/// One run of a model, a step at a time: its threads are real, but one of them runs while the others wait for their turn,
/// which is passed on at the points that stand before every shared access.
/// </summary>
internal sealed class Schedule(Model model, IStrategy strategy, Trace? trace = null)
{
    private const int MaxSteps = 20_000;
    private const int Nobody = -1;

    private readonly SemaphoreSlim _ended = new(0);
    private readonly List<int> _picks = [];
    private IReadOnlyList<SimulatedThread> _threads = [];

    // Everything below is touched only by whoever has the turn.
    private SimulatedThread? _running;
    private bool _isChoosing;
    private bool _isAborting;
    private Exception? _failure;

    public int Steps { get; private set; }

    /// <summary>Who was picked wherever there was a choice: enough to run the schedule again.</summary>
    public IReadOnlyList<int> Picks => _picks;

    /// <summary>Runs the model to its end; returns what went wrong, or null.</summary>
    public Exception? Run()
    {
        model.Arrange();
        _threads = model.Threads;
        int first = Choose(Nobody);
        if (first != Nobody)
        {
            PassTurn(_threads[first]);
            _ended.Wait();
        }

        Unwind();
        if (_failure is not null) return _failure;
        try
        {
            model.Check();
            return null;
        }
        catch (Exception thrown)
        {
            return thrown;
        }
    }

    private void PassTurn(SimulatedThread next)
    {
        if (next.IsStarted)
        {
            next.GiveTurn();
            return;
        }

        next.IsStarted = true;
        Workers.Start(() => Work(next));
    }

    /// <summary>What a worker does: a body, and then, as long as a fresh one is next, that one, too.</summary>
    private void Work(SimulatedThread thread)
    {
        // What a real thread makes for its first turn is made before its steps count, or a schedule would not run the same twice.
        AskTurn.Enter(null);
        Interleave.AtPoint = AtPoint;
        Interleave.AtBlock = AtBlock;
        Interleave.AtDispose = AtDispose;
        while (true)
        {
            try
            {
                thread.Body();
            }
            catch (Exception thrown)
            {
                if (!_isAborting) _failure ??= thrown;
            }

            thread.IsDone = true;
            int next = _isAborting || _failure is not null ? Nobody : Choose(Nobody);
            if (next == Nobody)
            {
                _ended.Release();
                break;
            }

            thread = _threads[next];
            if (thread.IsStarted)
            {
                thread.GiveTurn();
                break;
            }

            thread.IsStarted = true;
        }

        Interleave.AtPoint = null;
        Interleave.AtBlock = null;
        Interleave.AtDispose = null;
    }

    private void AtPoint()
    {
        // A condition that is being asked reads shared memory, too.
        if (!_isChoosing) Step(null);
    }

    private void AtBlock(Func<bool> condition)
    {
        if (!_isChoosing) Step(condition);
    }

    private void AtDispose(CancellationTokenRegistration registration)
    {
        // The wait is out of our sight; so is the callback, when the thread that runs it has not got the turn.
        if (registration.Token.CanBeCanceled) AtBlock(() => !model.Cancellation.IsRunning);
    }

    private void Step(Func<bool>? condition)
    {
        if (_isAborting) throw new AbortedException();
        SimulatedThread self = _running!;
        self.Condition = condition;
        if (trace is not null) self.NextStep = Trace.DescribeCaller(condition is not null);

        int next = Choose(self.Id);
        if (next != self.Id)
        {
            if (next == Nobody) _ended.Release();
            else PassTurn(_threads[next]);
            self.AwaitTurn();
            if (_isAborting) throw new AbortedException();
        }

        self.Condition = null;
    }

    private int Choose(int current)
    {
        uint enabled = 0;
        bool isAnybodyLeft = false;
        _isChoosing = true;
        try
        {
            model.CheckAlways();
            foreach (SimulatedThread thread in _threads)
            {
                isAnybodyLeft |= !thread.IsDone;
                if (thread.CanRun) enabled |= 1u << thread.Id;
            }
        }
        catch (Exception thrown)
        {
            _failure = thrown;
            return Nobody;
        }
        finally
        {
            _isChoosing = false;
        }

        if (enabled == 0)
        {
            if (isAnybodyLeft)
                _failure = new ClaimFailedException($"Deadlock: {string.Join(" and ", _threads.Where(thread => !thread.IsDone).Select(thread => thread.Name))} would wait forever.");
            return Nobody;
        }

        if (++Steps > MaxSteps)
        {
            _failure = new ClaimFailedException($"Livelock: the threads did not end in {MaxSteps:N0} steps.");
            return Nobody;
        }

        int pick = System.Numerics.BitOperations.TrailingZeroCount(enabled);
        if ((enabled & (enabled - 1)) != 0)
        {
            bool canGoOn = current != Nobody && (enabled >> current & 1) != 0;
            pick = strategy.Choose(enabled, canGoOn ? current : Nobody);
            _picks.Add(pick);
        }

        _running = _threads[pick];
        trace?.Add(_running);
        return pick;
    }

    /// <summary>Lets those who would wait forever leave, one after the other, so that their real threads can be used again.</summary>
    private void Unwind()
    {
        _isAborting = true;
        foreach (SimulatedThread thread in _threads)
        {
            if (!thread.IsStarted || thread.IsDone) continue;
            _running = thread;
            thread.GiveTurn();
            _ended.Wait();
        }
    }

    /// <summary>Takes a thread out of a schedule that has failed.</summary>
    private sealed class AbortedException : Exception;
}
