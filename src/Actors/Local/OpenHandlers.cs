using System.Collections.Concurrent;
using Actors.Messaging;
using Channels.Atomics;
using Channels.Waiting;

namespace Actors.Local;

/// <summary>
/// The handlers of an actor that await while it goes on, and what of them is to be continued: the synchronization
/// context under which they run. Made when the first such handler is called.
/// </summary>
/// <remarks>
/// What they continue with comes from any thread and is run by the turn, between two messages, so that only one piece of
/// the actor's code runs at a time. A step of the actor's life waits until all of them have returned; the turn then ends and
/// takes no message, and the next continuation brings it back.
/// </remarks>
internal sealed class OpenHandlers(ActorCell cell) : SynchronizationContext
{
    // As the share of a turn: others want the thread, too.
    private const int Share = 128;

    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _posted = new();

    // Touched only inside the turn.
    private readonly HashSet<OpenHandler> _open = [];
    private OpenHandler? _begun;
    private Exception? _failure;

    // Read by accounts and by the timer's thread as well.
    private int _count;

    // 1 while the turn has ended and waits for a continuation. Raised by the turn; who lowers it schedules the next.
    private int _isWaiting;

    // 1 once the actor has let go of them: what they still do, they do beside it.
    private int _isAbandoned;

    /// <summary>How many have not returned; from any thread.</summary>
    public int Count => Atomic.Read(ref _count);

    /// <summary>Whether there is something to be continued.</summary>
    public bool HasWork => !_posted.IsEmpty || (_failure is not null && _count == 0);

    /// <summary>Whether the turn must take no message and take no step until all have returned.</summary>
    public bool MustReturnFirst => _count != 0 && (_failure is not null || cell.IsToTakeStep);

    /// <summary>A handler awaits; the turn is about to learn of it.</summary>
    public void Begin(OpenHandler handler) => _begun = handler;

    /// <summary>The turn has learned of it, with the message that it handles.</summary>
    public void Keep(Envelope envelope)
    {
        OpenHandler handler = _begun!;
        _begun = null;
        handler.Envelope = envelope;
        _open.Add(handler);
        Atomic.Write(ref _count, _count + 1);
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        // Comes back as any continuation of the handler does: inside the turn.
        handler.WhenReturned(() => Settle(handler));
        SetSynchronizationContext(before);
    }

    /// <summary>Runs what is to be continued; in the turn.</summary>
    public void Run()
    {
        // As at the beginning of each: what they ask does not hold the actor.
        IAskParty? asker = AskTurn.Current;
        AskTurn.Leave(null);
        for (int left = Share; left > 0 && _posted.TryDequeue(out var next); left--)
        {
            SynchronizationContext? before = Current;
            SetSynchronizationContext(this);
            try
            {
                next.Callback(next.State);
            }
#pragma warning disable CA1031 // Of an 'async void' that a handler has called.
            catch (Exception error)
#pragma warning restore CA1031
            {
                _failure ??= error;
            }
            finally
            {
                SetSynchronizationContext(before);
            }
        }

        AskTurn.Leave(asker);
        if (!_posted.IsEmpty) cell.RaiseFront();
    }

    /// <summary>Something failed while others have not returned: the supervisor hears of the first once they have.</summary>
    public void Fail(Exception error)
    {
        _failure ??= error;
        cell.RaiseFront();
    }

    /// <summary>The failure that the supervisor is to hear of now.</summary>
    public Exception? TakeFailure()
    {
        if (_count != 0) return null;
        Exception? failure = _failure;
        _failure = null;
        return failure;
    }

    /// <summary>Ends the turn until there is something to be continued; false if there is. After true nothing may be touched: another turn may be running.</summary>
    public bool TryWait()
    {
        // First we wait, then we look; who posts, or kills, does so and then looks whether we wait. Who lowers it has the turn.
        Atomic.Exchange(ref _isWaiting, 1);
        if (_posted.IsEmpty && !cell.IsToBeKilled && !cell.System.IsPastDeadline) return true;
        return Atomic.Exchange(ref _isWaiting, 0) == 0;
    }

    /// <summary>Brings back a turn that waits; from any thread.</summary>
    public void Wake()
    {
        if (Atomic.Exchange(ref _isWaiting, 0) != 0) cell.ScheduleTurn();
    }

    /// <summary>The actor ends, and those that have not returned go on without it.</summary>
    public void AbandonAll(DeadLetterReason reason)
    {
        Atomic.Exchange(ref _isAbandoned, 1);
        if (_open.Count != 0) cell.Extras.Abandoned = AllReturnedAsync(cell.Extras.Abandoned ?? Task.CompletedTask, [.. _open.Select(handler => handler.Returned)]);
        foreach (OpenHandler handler in _open) cell.Abandon(handler.Envelope, reason);
        _open.Clear();
        Atomic.Write(ref _count, 0);
        while (_posted.TryDequeue(out var next)) RunBeside(next.Callback, next.State);
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        _posted.Enqueue((d, state));
        if (Atomic.Read(ref _isAbandoned) != 0)
        {
            while (_posted.TryDequeue(out var next)) RunBeside(next.Callback, next.State);
            return;
        }

        cell.Signal(Signals.Front);
        Wake();
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException($"Nothing can be sent into a turn of {cell.Path}, because whoever sends would block a thread until the turn comes. Post it, or tell the actor.");

    public override SynchronizationContext CreateCopy() => this;

    private static async Task AllReturnedAsync(Task before, Task[] handlers)
    {
        await before;
        foreach (Task handler in handlers) await handler.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Settle(OpenHandler handler)
    {
        // Abandoned, it returns beside the actor: nothing of that is touched, and its message is a dead letter. Pairs with
        // AbandonAll, which raises the flag before anything can run beside.
        if (Atomic.Read(ref _isAbandoned) != 0) return;
        _open.Remove(handler);
        Atomic.Write(ref _count, _count - 1);
        try
        {
            handler.Settle();
        }
#pragma warning disable CA1031 // Whatever a handler throws is its supervisor's business.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (error is HandlerSignException { Sign: var sign })
            {
                cell.LeaveUnhandled(handler.Envelope, sign);
                return;
            }

            cell.TellFault(handler.Envelope, error);
            Fail(error);
        }
    }

    private void RunBeside(SendOrPostCallback callback, object? state) => cell.System.Scheduler.Schedule(new Beside(callback, state), goesLast: true);

    private sealed class Beside(SendOrPostCallback callback, object? state) : Runnable
    {
        public override void Run() => callback(state);
    }
}
