using Actors.Local;
using Actors.Messaging;
using Channels;

namespace Actors.Routing;

// The pool whose routees share a mailbox: a message waits there for whoever is free, and no policy chooses.
public sealed partial class ActorPool<TActor>
{
    // Null if each routee has its own only.
    private readonly SharedInbox? _shared;

    private protected override int Backlog => base.Backlog + (_shared?.Count ?? 0);

    WriteStatus IActorRef.Post(in Envelope envelope) => _shared is { } shared ? shared.Post(envelope) : Route(envelope);

    ValueTask<WriteStatus> IActorRef.PostAsync(Envelope envelope, CancellationToken cancellationToken) =>
        _shared is { } shared ? shared.PostAsync(envelope, cancellationToken) : RouteAsync(envelope, cancellationToken);

    private protected override ActorException WhyRefused(WriteStatus status) => _shared switch
    {
        null => base.WhyRefused(status),
        _ when status == WriteStatus.Full => new MailboxFullException(Path, _shared.Capacity ?? 0),
        _ => WhyStopped(),
    };

    private protected override AskTimeoutException.Situation SituationOf(Ask ask) => _shared is null ? base.SituationOf(ask) : new()
    {
        IsStarted = _head.Phase != Phase.Created,
        Waiting = _shared.Count,
        Position = _shared.PlaceOf(ask),
        Sharing = (Routees.Count(routee => routee.Backlog > 0), Routees.Count),
    };
}
