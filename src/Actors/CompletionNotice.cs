using Actors.Messaging;

namespace Actors;

/// <summary>How background work ended, on its way to the actor that began it.</summary>
internal sealed class CompletionNotice<TResult, TMessage>(TResult result, Func<TResult, TMessage> toMessage) : Notice<TMessage>
{
    public override Envelope Envelope => new(this, NoticeDispatcher<TMessage>.Instance);

    public override object Subject => result ?? (object)this;

    // The user's function runs in the actor's turn.
    public override TMessage Message => toMessage(result);
}
