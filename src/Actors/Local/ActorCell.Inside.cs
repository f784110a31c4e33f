using Actors.Messaging;
using Channels;

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

    /// <summary>Sends the actor a message of its own machinery, which waits for room in a bounded mailbox and is forgotten if the actor has ended; from any thread.</summary>
    public void Deliver(Envelope envelope)
    {
        if (Loop.Post(envelope) == WriteStatus.Full) _ = Loop.PostAsync(envelope, CancellationToken.None).AsTask();
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
    public void EndTools()
    {
        if (HasExtras) Extras.Timers?.CancelAll();
    }

    void IActorHost.Watch(IActorRef other, Notice notice) => Watches.Watch(new Watch(this, OtherCell(other), notice));

    void IActorHost.Unwatch(IActorRef other) => Watches.Unwatch(OtherCell(other));

    void IActorHost.Link(IActorRef other) => Watches.Link(OtherCell(other));

    void IActorHost.Unlink(IActorRef other) => Watches.Unlink(OtherCell(other));

    void IActorHost.StartTimer(object key, Notice notice, TimeSpan due, TimeSpan? period) => (Extras.Timers ??= new TimerSet(this)).Start(key, notice, due, period);

    bool IActorHost.CancelTimer(object key) => HasExtras && Extras.Timers is { } timers && timers.Cancel(key);

    bool IActorHost.IsTimerActive(object key) => HasExtras && Extras.Timers is { } timers && timers.IsActive(key);

    private ActorCell OtherCell(IActorRef other)
    {
        ActorCell cell = other.Life as ActorCell
            ?? throw new ArgumentException($"{other.Path} is no single actor, and so its end cannot be watched or linked to. Watch those behind it.", nameof(other));
        return cell != this ? cell : throw new ArgumentException($"{Path} cannot watch itself or link to itself: after its end there is nobody to tell. Override OnStopAsync.", nameof(other));
    }
}
