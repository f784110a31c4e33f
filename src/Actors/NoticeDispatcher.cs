using Actors.Messaging;

namespace Actors;

/// <summary>Hands over what an actor's own machinery sends it, unless that was taken back meanwhile.</summary>
internal sealed class NoticeDispatcher<TMessage> : MessageDispatcher
{
    public static readonly NoticeDispatcher<TMessage> Instance = new();

    private NoticeDispatcher() => CarriesNotice = true;

    public override string MessageName => typeof(TMessage).Name;

    public override object Open(in Envelope envelope) => ((Notice<TMessage>)envelope.Carried).Message!;

    public override ValueTask InvokeAsync(object actor, in Envelope envelope, CancellationToken cancellationToken)
    {
        Notice<TMessage> notice = (Notice<TMessage>)envelope.Carried;
        // A checked cast: a later life of the actor may be of another class than the one that asked for this.
        bool isAgain = notice.IsTaken;
        notice.IsTaken = false;
        return notice.Source.TryTake(isAgain) ? ((IHandle<TMessage>)actor).HandleAsync(notice.Message, cancellationToken) : default;
    }

    public override void Drop(in Envelope envelope, Exception reason) => ((Notice)envelope.Carried).Source.Drop();
}
