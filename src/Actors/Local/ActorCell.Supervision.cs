using Channels.Atomics;

namespace Actors.Local;

// An actor and those under it, and what its supervisor, and who looks after both, wants to know of it.
internal sealed partial class ActorCell
{
    /// <summary>The actors it supervises; made when there is to be one.</summary>
    public ChildSet Children => Extras.Children ??= MakeChildren();

    /// <summary>How its supervisor treats it.</summary>
    public ChildPolicy Policy => HasExtras && Extras.Policy is { } policy ? policy : ChildPolicy.Default;

    /// <summary>Whether it is to handle what it has and then end.</summary>
    public bool IsToDrain => Phase == Phase.Draining || ((Signals)Atomic.Read(ref _signals) & Signals.Drain) != 0;

    /// <summary>Whether anything was ever asked of it.</summary>
    public bool IsLaunched => ((Signals)Atomic.Read(ref _signals) & Signals.Launched) != 0;

    /// <summary>Whether it ends, or is restarted, and waits for its children to end first.</summary>
    public bool AwaitsChildren => HasExtras && Extras.Children is { IsClosed: true, Last: not null };

    /// <summary>Where its life is; from any thread.</summary>
    public ActorState State => Phase switch
    {
        Phase.Ended => ActorState.Stopped,
        Phase.Created => ActorState.Starting,
        Phase.Draining => ActorState.Stopping,
        _ when IsToStop => ActorState.Stopping,
        _ when Instance is null || (HasExtras && Extras.Interlude is not null) => ActorState.Restarting,
        _ => ActorState.Running,
    };

    /// <summary>Tells the listener of the end, at once if that has come; from any thread.</summary>
    public void NotifyEnd(IEndListener listener)
    {
        // As with Stopped: first the listener is there, then we look.
        Extras.Listeners.Add(listener);
        if (HasEnded) Extras.Listeners.Tell(Self);
    }

    /// <summary>Forgets a listener; from any thread.</summary>
    public void ForgetEnd(IEndListener listener) => Extras.Listeners.Remove(listener);

    /// <summary>Ends the children, the last started first.</summary>
    public ValueTask StopChildrenAsync(bool drains = false)
    {
        if (HasExtras && Extras.Children is { } children) return ChildStop.StopAllAsync(children, drains);
        Extras.TakesNoChildren = true;
        return default;
    }

    private ChildSet MakeChildren()
    {
        ChildSet children = new(System, this, Extras.ChildStrategy ?? System.Settings.Strategy);
        // A hook at the end, or a handler that a kill has left behind, wants the first child: nobody would ever stop it.
        if (Extras.TakesNoChildren) children.Close();
        return children;
    }
}
