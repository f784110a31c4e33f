using Actors.Messaging;

namespace Actors;

/// <summary>A message as it lies in a <see cref="MailboxQueue"/>: to be kept, looked at, and given back once.</summary>
public readonly struct MailboxItem
{
    internal MailboxItem(Envelope envelope) => Envelope = envelope;

    internal Envelope Envelope { get; private init; }

    /// <summary>Whether the actor's own machinery sent it, such as a timer: nothing that a full mailbox may drop.</summary>
    internal bool IsNotice => Envelope.Dispatcher.CarriesNotice;

    /// <summary>What was sent. A struct is boxed for it each time. What the actor itself makes a message of when it comes to it is here as it came: the <see cref="Terminated"/> of an actor that it watches, the result of its work in the background.</summary>
    public object Message => IsNotice ? ((Notice)Envelope.Carried).Subject : Envelope.Message;

    /// <summary>What a queue has noted for its order; 0 unless noted.</summary>
    public long Rank { get; private init; }

    /// <summary>What a queue has noted to find it by; <see langword="null"/> unless noted.</summary>
    public object? Key { get; private init; }

    /// <summary>When it is not worth handling any more, as a timestamp of the system's clock; null for never.</summary>
    internal long? Expiry { get; private init; }

    /// <summary>Whether the message is of a type, what the actor makes of it considered.</summary>
    internal bool Is<T>() => IsNotice ? ((Notice)Envelope.Carried).Is<T>() : Envelope.Message is T;

    /// <summary>The same message, with a rank.</summary>
    public MailboxItem WithRank(long rank) => this with { Rank = rank };

    /// <summary>The same message, with a key.</summary>
    public MailboxItem WithKey(object? key) => this with { Key = key };

    internal MailboxItem ExpiringAt(long timestamp) => this with { Expiry = timestamp };
}
