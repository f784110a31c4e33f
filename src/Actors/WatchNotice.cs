using Actors.Messaging;

namespace Actors;

/// <summary>The end of an actor, on its way to one that watches it as a message of the watcher's own.</summary>
internal sealed class WatchNotice<TMessage>(Func<Terminated, TMessage> toMessage) : Notice<TMessage>
{
    public override Envelope Envelope => new(this, NoticeDispatcher<TMessage>.Instance);

    public override object Subject => ((IWatch)Source).End!;

    public override TMessage Message => toMessage(((IWatch)Source).End!);
}
