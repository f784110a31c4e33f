using Actors.Diagnostics;
using Actors.Messaging;
using Channels;
using Channels.Atomics;
using Microsoft.Extensions.Logging;

namespace Actors.Local;

// What the instance asks of its cell in its own turn, and what the machinery that it uses needs.
internal sealed partial class ActorCell
{
    /// <summary>Whether the actor has ended and those who wait for that may be told; the name is free by then. From any thread.</summary>
    public bool HasEnded => HasExtras && Extras.HasEnded;

    /// <summary>How it ended; asked for once <see cref="HasEnded"/>.</summary>
    public Terminated Ending => Extras.EndOf(this);

    /// <summary>Made by whoever watches or links first; from any thread.</summary>
    public WatchSet Watches => Extras.WatchesOf(this);

    Task<Terminated> IActorLife.Ended => Stopped;

    /// <summary>What the instance uses; made on first use, in the turn.</summary>
    public Toolbox Tools => Extras.Tools ??= new Toolbox(this);

    /// <summary>The same, if it was ever used; from any thread.</summary>
    public Toolbox? UsedTools => HasExtras ? Extras.Tools : null;

    /// <summary>How many messages were ever taken out of the mailbox; from any thread.</summary>
    public long Taken => Loop.Look() is var inbox ? inbox.Accepted - inbox.Waiting + TakenFromShare : 0;

    /// <summary>Whether the actor has nothing to do, and nothing to come back to; from any thread, and exact in the turn.</summary>
    public bool IsQuiet => !IsCalled && Loop.Look().Pending == 0 && UsedTools is null or { IsQuiet: true } && !(HasExtras && Extras.HasRescued);

    /// <summary>Whether something is to be handled before the mailbox; in the turn.</summary>
    private bool HasFront => UsedTools is { HasFront: true } || (HasExtras && Extras.HasRescued);

    /// <summary>Sends the actor a message of its own machinery, which waits for room in a bounded mailbox and is forgotten if the actor has ended; from any thread.</summary>
    public void Deliver(Envelope envelope)
    {
        if (Loop.Post(envelope) == WriteStatus.Full) _ = Loop.PostAsync(envelope, CancellationToken.None).AsTask();
    }

    /// <summary>As <see cref="Deliver"/>, and tells whether the mailbox took it in the end.</summary>
    public ValueTask<WriteStatus> DeliverAsync(Envelope envelope) => Loop.PostAsync(envelope, CancellationToken.None);

    /// <summary>The verb of passivation: ends the actor if nothing waits for it, and otherwise lets it go on; from any thread. What is accepted until its mailbox is closed is still handled.</summary>
    public void TryPassivate() => Signal(Signals.Idle);

    /// <summary>The next message that is handled before the mailbox; in the turn.</summary>
    public bool TryTakeFront(out Envelope envelope)
    {
        if (UsedTools is { } tools && tools.TryTakeFront(out envelope)) return true;
        if (HasExtras && Extras.TryTakeRescued(out envelope))
        {
            Tools.CountLate();
            return true;
        }

        Atomic.And(ref _signals, (int)~Signals.Front);
        // Who brings a late completion puts it down and then raises the signal; we the other way round.
        if (HasFront) RaiseFront();
        envelope = default;
        return IsCalled && Extras.Share!.TryTake(out envelope);
    }

    /// <summary>Handlers that await while the actor goes on, if it ever had one.</summary>
    public OpenHandlers? OpenHandlers => UsedTools?.UsedOpen;

    /// <summary>Whether a step is asked for that ends a life.</summary>
    public bool IsToTakeStep =>
        ((Signals)Atomic.Read(ref _signals) & (Signals.Stop | Signals.Pause | Signals.Finish | Signals.ChildFailed)) != 0;

    /// <summary>There is something to be handled before the mailbox; in the turn.</summary>
    public void RaiseFront() => RaiseInTurn(Signals.Front);

    /// <summary>A handler threw: tells the asker, if there is one, and the log; in the turn.</summary>
    public void TellFault(Envelope envelope, Exception error)
    {
        System.Logger.ActorFailed(Path, envelope.Dispatcher.MessageName, error);
        Fault(envelope, error);
    }

    /// <summary>A message was not handled, and its dispatcher says why; in the turn.</summary>
    public void LeaveUnhandled(Envelope envelope, ValueTask sign)
    {
        if (sign == HandlerSign.PutAside)
        {
            if (envelope.Carried is Notice notice) notice.IsTaken = true;
            Tools.Stash.Add(envelope);
        }
        else if (sign == HandlerSign.KeptOpen)
        {
            Tools.Open.Keep(envelope);
        }
        else
        {
            Discard(envelope, sign == HandlerSign.NotHandled ? DeadLetterReason.NotHandledInState : DeadLetterReason.AskerGone);
        }
    }

    /// <summary>A message of the actor's own machinery was taken back, and counts as never sent; in the turn.</summary>
    public void Withdraw() => Extras.Withdrawn++;

    /// <summary>Something that is not a message makes the actor fail: a child, or an actor that it is linked to. From any thread.</summary>
    public void FailFromBeside(Exception error)
    {
        Extras.Escalate(error);
        Signal(Signals.ChildFailed);
    }

    /// <summary>A life of the actor is over: what belongs to it ends with it; in the turn.</summary>
    public void EndTools() => UsedTools?.EndLife();

    /// <summary>The mailbox is closed and empty: ends the actor, unless work in the background is still to be told of; in the turn.</summary>
    public async ValueTask FinishDrainAsync()
    {
        if (UsedTools?.UsedBackground is { IsRunning: true } background) await background.WhenIdleAsync();
        if (HasFront && !System.IsPastDeadline) return;
        await EndAsync(DeadLetterReason.StoppedBeforeHandling);
    }

    private MessageNotHandledException WhyNotHandled(Envelope envelope) =>
        new(Path, envelope.Dispatcher.MessageName, (Instance as IStateMachine)?.StateName ?? "no state");

    private ValueTask PassivateAsync()
    {
        if (Phase != Phase.Running || !IsQuiet) return default;
        Extras.EndBecause(StopReason.Idle);
        return DrainAsync();
    }

    void IActorHost.Watch(IActorRef other, Notice notice) => Watches.Watch(new Watch(this, OtherCell(other), notice));

    void IActorHost.Unwatch(IActorRef other) => Watches.Unwatch(OtherCell(other));

    void IActorHost.Link(IActorRef other) => Watches.Link(OtherCell(other));

    void IActorHost.Unlink(IActorRef other) => Watches.Unlink(OtherCell(other));

    void IActorHost.StartTimer(object key, Notice notice, TimeSpan due, TimeSpan? period) => Tools.Timers.Start(key, notice, due, period);

    bool IActorHost.CancelTimer(object key) => UsedTools?.StartedTimers is { } timers && timers.Cancel(key);

    bool IActorHost.IsTimerActive(object key) => UsedTools?.StartedTimers is { } timers && timers.IsActive(key);

    void IActorHost.SetIdleTimeout(Notice? notice, TimeSpan after) => Tools.SetIdle(notice, after);

    void IActorHost.Passivate() => TryPassivate();

    void IActorHost.PromiseStash() => Tools.Stash.Promise();

    int IActorHost.Unstash(int most) => UsedTools?.UsedStash?.Unstash(most) ?? 0;

    int IActorHost.StashCount => UsedTools?.UsedStash?.Count ?? 0;

    void IActorHost.RunInBackground(BackgroundJob job) => Tools.Background.Run(job);

    SynchronizationContext? IActorHost.EnterTurnContext()
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(Tools.Open);
        return before;
    }

    void IActorHost.KeepOpen(OpenHandler handler) => Tools.Open.Begin(handler);

    void IActorHost.NoteTransition(string from, string to)
    {
        if (System.Logger.IsEnabled(LogLevel.Debug)) System.Logger.StateChanged(Path, from, to);
    }

    private ActorCell OtherCell(IActorRef other)
    {
        ActorCell cell = other.Life as ActorCell
            ?? throw new ArgumentException($"{other.Path} {other.Life.WhyNotWatched}", nameof(other));
        return cell != this ? cell : throw new ArgumentException($"{Path} cannot watch itself or link to itself: after its end there is nobody to tell. Override OnStopAsync.", nameof(other));
    }
}
