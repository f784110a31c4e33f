using System.Runtime.CompilerServices;
using Actors.Messaging;
using Channels;

namespace Actors.Routing;

public abstract partial class Router<TActor>
{
    /// <summary>Gives the message to every routee, or shares the Ask among them.</summary>
    private WriteStatus PostToAll(Envelope envelope, IActorRef[] routees) =>
        envelope.Dispatcher.CarriesAsk ? AskAll(envelope, routees) : TellAll(envelope, routees);

    private WriteStatus AskAll(Envelope envelope, IActorRef[] routees)
    {
        Ask ask = Unsafe.As<Ask>(envelope.Carried);
        ask.PutTo(this);
        ask.ShareAmong(routees.Length - 1);
        foreach (IActorRef routee in routees)
        {
            WriteStatus status = routee.Post(envelope);
            // The last to give up ends it.
            if (status != WriteStatus.Written) ask.GiveUp(routee.WhyRefused(status), status == WriteStatus.Full ? AskOutcome.Rejected : AskOutcome.Stopped);
            if (status == WriteStatus.Closed) Remove(routee);
        }

        return WriteStatus.Written;
    }

    /// <returns>Written if one has it; else the message is still the sender's, and Full if one had no room.</returns>
    private WriteStatus TellAll(Envelope envelope, IActorRef[] routees)
    {
        bool isTaken = false;
        List<IActorRef>? missed = null;
        foreach (IActorRef routee in routees)
        {
            Envelope copy = envelope.Dispatcher.Copy(envelope);
            WriteStatus status = routee.Post(copy);
            if (status == WriteStatus.Written)
            {
                isTaken = true;
                continue;
            }

            if (status == WriteStatus.Closed) Remove(routee);
            else (missed ??= []).Add(routee);
            copy.Dispatcher.GiveBack(copy);
        }

        if (!isTaken) return missed is null ? WriteStatus.Closed : WriteStatus.Full;
        if (missed is not null)
        {
            object message = envelope.Message;
            foreach (IActorRef routee in missed) routee.Refuse(message, DeadLetterReason.MailboxFull);
        }

        envelope.Dispatcher.GiveBack(envelope);
        return WriteStatus.Written;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<WriteStatus> PostToAllAsync(Envelope envelope, IActorRef[] routees, CancellationToken cancellationToken)
    {
        bool isTaken = false;
        foreach (IActorRef routee in routees)
        {
            Envelope copy = envelope.Dispatcher.Copy(envelope);
            if (await routee.PostAsync(copy, cancellationToken).ConfigureAwait(false) == WriteStatus.Written)
            {
                isTaken = true;
                continue;
            }

            Remove(routee);
            copy.Dispatcher.GiveBack(copy);
        }

        if (!isTaken) return WriteStatus.Closed;
        envelope.Dispatcher.GiveBack(envelope);
        return WriteStatus.Written;
    }
}
