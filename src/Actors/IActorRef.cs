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

    /// <summary>Puts a message into the mailbox, if there is room.</summary>
    internal WriteStatus Post(Envelope envelope);

    /// <summary>Puts a message into the mailbox, when there is room.</summary>
    internal ValueTask<WriteStatus> PostAsync(Envelope envelope, CancellationToken cancellationToken);

    /// <summary>Records a message that the mailbox did not take because the actor has stopped.</summary>
    internal void RefuseStopped(object message);

    /// <summary>What somebody is told whose message the mailbox did not take.</summary>
    internal ActorException WhyRefused(WriteStatus status);

    /// <summary>Whom an Ask is put to.</summary>
    internal IAskTarget AskTarget { get; }

    /// <summary>Where Asks of this actor time out.</summary>
    internal AskRegistry Asks { get; }
}
