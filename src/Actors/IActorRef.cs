using Actors.Messaging;
using Channels;

namespace Actors;

/// <summary>The address of an actor, whatever it handles: what there is to know and do without saying a message type.</summary>
/// <remarks>
/// Safe from any thread, and valid for good: it stays the same when the actor is restarted, and after the actor stopped
/// it leads to dead letters. Implemented by the engines only; in a test, give the component an actor of a protocol.
/// </remarks>
public interface IActorRef
{
    /// <summary>Where the actor is, for logs and for people.</summary>
    ActorPath Path { get; }

    /// <summary>Stops the actor when it is done with the message it is handling; what waits becomes dead letters, and Asks that wait end with <see cref="ActorStoppedException"/>. Returns at once; later calls do nothing.</summary>
    void Stop();

    /// <summary>Lets no more messages in, lets the actor handle what waits, and stops it. Later calls wait for the same end.</summary>
    /// <param name="cancellationToken">Ends this wait, not the stopping.</param>
    /// <returns>Completed when the actor, and its children before it, have stopped. An actor that awaits its own end never gets there: use <see cref="ActorContext.Stop"/>.</returns>
    Task StopAsync(CancellationToken cancellationToken = default);

    /// <summary>Puts a message into the mailbox, if there is room. One that passes it on to another puts an Ask to that one, see <see cref="Ask.PutTo"/>.</summary>
    internal WriteStatus Post(in Envelope envelope);

    /// <summary>Puts a message into the mailbox, at once or when there is room; never <see cref="WriteStatus.Full"/>.</summary>
    internal ValueTask<WriteStatus> PostAsync(Envelope envelope, CancellationToken cancellationToken);

    /// <summary>Records a message that no mailbox took and whose sender is not told.</summary>
    internal void Refuse(object message, DeadLetterReason reason);

    /// <summary>What somebody is told whose message the mailbox did not take.</summary>
    internal ActorException WhyRefused(WriteStatus status);

    /// <summary>Tells the listener when the actor has ended for good, at once if it has. One that never ends tells nobody.</summary>
    internal void NotifyEnd(IEndListener listener);

    /// <summary>Forgets a listener; a call that is under way may still come.</summary>
    internal void ForgetEnd(IEndListener listener);

    /// <summary>How many messages wait or are being handled; of about this moment.</summary>
    internal int Backlog { get; }

    /// <summary>Whom an Ask is put to.</summary>
    internal IAskParty AskTarget { get; }

    /// <summary>The life behind the address.</summary>
    internal IActorLife Life { get; }

    /// <summary>Where Asks of this actor time out.</summary>
    internal AskRegistry Asks { get; }
}
