using Actors.Messaging;

namespace Actors;

/// <summary>What an engine gives the instances it runs; for their own turn.</summary>
internal interface IActorHost
{
    ActorContext Context { get; }

    IActorRef Self { get; }

    /// <summary>Has the actor told of another's end; does nothing if it is to be told already.</summary>
    void Watch(IActorRef other, Notice notice);

    void Unwatch(IActorRef other);

    void Link(IActorRef other);

    void Unlink(IActorRef other);

    void StartTimer(object key, Notice notice, TimeSpan due, TimeSpan? period);

    bool CancelTimer(object key);

    bool IsTimerActive(object key);

    /// <summary>Has the actor told when it is idle; null for not any more.</summary>
    void SetIdleTimeout(Notice? notice, TimeSpan after);

    void Passivate();

    /// <summary>Sees to it that there is room in the stash for the message at hand.</summary>
    void PromiseStash();

    int Unstash(int most);

    int StashCount { get; }

    void RunInBackground(BackgroundJob job);

    /// <summary>Has what follows on this thread continue inside the turn; returns the context to go back to.</summary>
    SynchronizationContext? EnterTurnContext();

    /// <summary>The handler at hand awaits, and the actor is to go on.</summary>
    void KeepOpen(OpenHandler handler);

    /// <summary>A state machine has gone from one state to another.</summary>
    void NoteTransition(string from, string to);

    /// <summary>What the actor has yet to answer; made for the first.</summary>
    OwedReplies OwedReplies { get; }
}
