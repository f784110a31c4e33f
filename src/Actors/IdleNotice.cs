using Actors.Messaging;

namespace Actors;

/// <summary>That an actor is idle, on its way to itself.</summary>
internal sealed class IdleNotice(TimeSpan after) : Notice<IdleTimeout>
{
    private readonly IdleTimeout _message = new(after);

    public override Envelope Envelope => new(this, NoticeDispatcher<IdleTimeout>.Instance);

    public override object Subject => _message;

    public override IdleTimeout Message => _message;
}
