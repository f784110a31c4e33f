using Actors.Messaging;

namespace Actors;

/// <summary>What a timer sends.</summary>
internal sealed class TimerNotice<TMessage>(TMessage message) : Notice<TMessage>
{
    public override Envelope Envelope => new(this, NoticeDispatcher<TMessage>.Instance);

    public override object Subject => message!;

    public override TMessage Message => message;
}
