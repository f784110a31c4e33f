using Actors.Messaging;
using Channels;
using Channels.Atomics;

namespace Actors.Local;

/// <summary>
/// Step 4 of a message's path: takes messages from the inbox one at a time and hands each to its handler. A turn is a
/// work item; it ends when there is nothing to do, when a handler awaits, or when the actor has had its share.
/// </summary>
/// <remarks>
/// At most one turn of an actor runs or is suspended at any time: the inbox is parked or the turn owns it, and who clears
/// the park schedules the next. Each turn sees what the one before wrote, because scheduling is a full fence.
/// </remarks>
internal sealed class ActorLoop(ActorCell cell, GuardedQueue? queue) : Inbox(cell, queue)
{
    // Long enough to make a wake-up cheap, short enough to let others have the thread.
    private const int Share = 128;

    // Written only inside a turn; made when a handler or hook first awaits. Read by who kills.
    private Suspension? _suspension;

    /// <summary>The number of the message whose handler awaits something; -1 if none does. From any thread.</summary>
    public long HeldIn => Atomic.Read(ref _suspension)?.HeldIn ?? -1;

    /// <summary>What holds it; null if nothing does.</summary>
    public string? HeldBy => Atomic.Read(ref _suspension) is { IsActive: true } suspension ? suspension.What : null;

    /// <summary>For how long it has been held.</summary>
    public TimeSpan? HeldFor => Atomic.Read(ref _suspension) is { IsActive: true } suspension ? TimeSpan.FromMilliseconds(Cell.System.Asks.Now - suspension.Since) : null;

    public override void Run()
    {
        // Who asks during the turn is this actor.
        IAskParty? outer = AskTurn.Enter(Cell);
        RunTurn();
        AskTurn.Leave(outer);
    }

    private void RunTurn()
    {
        if (_suspension is { IsActive: true } suspension && !Continue(suspension)) return;
        if (Cell.IsOver) return;

        NoteDepth();
        int left = Share;
        do
        {
            if (Cell.NeedsAttention)
            {
                EndHandling();
                if (Cell.OpenHandlers is { } open && !Continue(open)) return;
                if (!Await(Cell.AttendAsync())) return;
                if (Cell.TryTakeFront(out Envelope front))
                {
                    left--;
                    BeginHandling();
                    if (!Handle(front)) return;
                    continue;
                }
            }

            switch (TakeOrPark(out Envelope envelope))
            {
                case ParkStatus.HasItems:
                    left--;
                    if (!Handle(envelope)) return;
                    if (TakenBacklog is { Left: > 0 } backlog && !HandleBacklog(backlog, ref left)) return;
                    break;
                case ParkStatus.Closed:
                    if (Cell.OpenHandlers is { Count: not 0 } waiting ? waiting.TryWait() : !Await(Cell.FinishDrainAsync())) return;
                    break;
                default:
                    // Who signals raises the flag and then tries to wake us; we park and then look at the flag. One of the
                    // two sees the other, since both pass the inbox's gate in between. From here on another turn may be
                    // running: nothing of ours is touched.
                    if (!Cell.HasSignals || !TryUnpark()) return;
                    break;
            }
        }
        while (left > 0);

        EndHandling();
        Cell.System.Scheduler.Schedule(this, goesLast: true);
    }

    /// <summary>Takes the turn away from a handler that awaits; from any thread. The caller has to schedule it.</summary>
    public bool TryAbandon() => Atomic.Read(ref _suspension)?.TryAbandon() == true;

    public override string ToString() => _suspension is { IsActive: true } suspension ? $"{Cell.Path}, which awaits in {suspension.What}" : Cell.Path.Value;

    protected override void Wake() => Cell.System.Scheduler.Schedule(this, goesLast: false);

    /// <summary>Step 5: the handler. False if the turn is over.</summary>
    private bool Handle(in Envelope envelope)
    {
        ValueTask handling;
        try
        {
            handling = Cell.System.Interceptor is { } interceptor
                ? InterceptAsync(interceptor, envelope)
                : envelope.Dispatcher.InvokeAsync(Cell.Instance, envelope, Cell.HandlerToken);
        }
#pragma warning disable CA1031 // Whatever a handler throws is its supervisor's business.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return Fail(envelope, error);
        }

        return handling.IsCompletedSuccessfully || Settle(envelope, handling);
    }

    /// <summary>Step 5 for what was taken with the first, as long as nothing else is to be done: as <see cref="Handle"/>, but what does not change is read once. False if the turn is over.</summary>
    private bool HandleBacklog(Backlog backlog, ref int left)
    {
        if (Cell.System.Interceptor is not null) return true;

        ActorCell cell = Cell;
        Actor actor = cell.Instance;
        CancellationToken token = cell.HandlerToken;
        Envelope envelope = default;
        ValueTask handling = default;
        try
        {
            int share = left;
            while (share > 0 && handling.IsCompletedSuccessfully && !cell.NeedsAttention && backlog.TryTake(out envelope))
            {
                share--;
                handling = envelope.Dispatcher.InvokeAsync(actor, envelope, token);
            }

            left = share;
        }
#pragma warning disable CA1031 // As above.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return Fail(envelope, error);
        }

        return handling.IsCompletedSuccessfully || Settle(envelope, handling);
    }

    private ValueTask InterceptAsync(ActorInterceptor interceptor, Envelope envelope) =>
        envelope.Dispatcher.IsPointless(envelope) ? MessageDispatcher.Pointless : InterceptWaitedForAsync(interceptor, envelope);

    private async ValueTask InterceptWaitedForAsync(ActorInterceptor interceptor, Envelope envelope)
    {
        bool isPassedOn = false;
        ValueTask sign = default;
        await interceptor.InterceptAsync(Cell.Path, envelope.Message, () =>
        {
            isPassedOn = true;
            // The interceptor may have awaited something, and be on another thread now.
            IAskParty? outer = AskTurn.Enter(Cell);
            try
            {
                ValueTask handling = envelope.Dispatcher.InvokeAsync(Cell.Instance, envelope, Cell.HandlerToken);
                if (!HandlerSign.IsOne(handling)) return handling;
                sign = handling;
                return default;
            }
            finally
            {
                AskTurn.Leave(outer);
            }
        });
        if (!sign.IsCompletedSuccessfully) throw new HandlerSignException(sign);
        if (!isPassedOn) Cell.Discard(envelope, DeadLetterReason.Intercepted);
    }

    /// <summary>The handler awaits, has failed, or was not called at all; false if the turn is over.</summary>
    private bool Settle(in Envelope envelope, ValueTask handling)
    {
        if (!handling.IsCompleted) return Suspend(envelope, handling);
        if (handling == MessageDispatcher.Pointless || HandlerSign.IsOne(handling)) return LeaveUnhandled(envelope, handling);
        try
        {
            handling.GetAwaiter().GetResult();
            return true;
        }
#pragma warning disable CA1031 // As above.
        catch (Exception error)
#pragma warning restore CA1031
        {
            return Fail(envelope, error);
        }
    }

    /// <summary>The handler was not called, or says that it has not handled the message.</summary>
    private bool LeaveUnhandled(in Envelope envelope, ValueTask sign)
    {
        EndHandling();
        Cell.LeaveUnhandled(envelope, sign);
        return true;
    }

    private bool Fail(in Envelope envelope, Exception error)
    {
        if (error is HandlerSignException { Sign: var sign }) return LeaveUnhandled(envelope, sign);
        EndHandling();
        if (Cell.OpenHandlers is not { Count: not 0 } open) return Await(Cell.FailAsync(envelope, error));
        Cell.TellFault(envelope, error);
        open.Fail(error);
        return true;
    }

    /// <summary>Runs a step of the actor's life; false if the turn is over, because it awaits or because the actor is.</summary>
    private bool Await(ValueTask step)
    {
        if (!step.IsCompleted) return Suspend(default, step);
        return Finish(step);
    }

    private bool Finish(ValueTask step)
    {
        try
        {
            step.GetAwaiter().GetResult();
        }
#pragma warning disable CA1031 // Steps of a life catch what users throw: this is ours, and must not take the process.
        catch (Exception error)
#pragma warning restore CA1031
        {
            ActorEnd.Break(Cell, error);
        }

        if (Cell.IsOver) return false;
        if (!Cell.HasExtras || Cell.Extras.Retry is not { } retry || !retry.TryTake(out Envelope again)) return true;
        BeginHandling();
        return Handle(again);
    }

    private bool Suspend(in Envelope envelope, ValueTask awaited)
    {
        if (_suspension is null) Atomic.Write(ref _suspension, new Suspension(this));
        _suspension!.Begin(envelope, awaited);
        // Not before: now that the actor is held, what it awaits may close a cycle. Another turn may be running already.
        if (Cell.WaitsForAsks is { } waits) AskCycleSearch.Look(waits);
        return false;
    }

    /// <summary>Runs what handlers that do not hold the actor have to continue; false if the turn is over.</summary>
    private bool Continue(OpenHandlers open)
    {
        do
        {
            open.Run();
            if (!open.MustReturnFirst || Cell.IsToBeKilled || Cell.System.IsPastDeadline) return open.TakeFailure() is not { } error || Await(Cell.FailAsync(default, error));
        }
        while (!open.TryWait());
        return false;
    }

    private bool Continue(Suspension suspension)
    {
        if (suspension.IsAbandoned)
        {
            // It goes on without us, and takes its object with it.
            _suspension = null;
            EndHandling();
            Cell.Abandon(suspension);
            return true;
        }

        (Envelope envelope, ValueTask awaited) = suspension.End();
        return envelope.Dispatcher is null ? Finish(awaited) : Settle(envelope, awaited);
    }
}
