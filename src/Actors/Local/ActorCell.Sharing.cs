using Channels.Atomics;

namespace Actors.Local;

// What an actor has to do with a mailbox that several share.
internal sealed partial class ActorCell
{
    /// <summary>What it takes from the inbox of its siblings; null if they share none.</summary>
    public InboxShare? Share => HasExtras ? Extras.Share : null;

    /// <summary>The inbox that its children share; null if they share none.</summary>
    public SharedInbox? ChildrenShare => HasExtras ? Extras.Children?.Shared : null;

    /// <summary>How many messages it took from the inbox of its siblings; from any thread.</summary>
    public long TakenFromShare => Share?.Taken ?? 0;

    /// <summary>Whether it is to look there; from any thread.</summary>
    public bool IsCalled => ((Signals)Atomic.Read(ref _signals) & Signals.Shared) != 0;

    /// <summary>Raises a signal that needs no wake-up; in the turn.</summary>
    public void RaiseInTurn(Signals signal) => Atomic.Or(ref _signals, (int)signal);
}
