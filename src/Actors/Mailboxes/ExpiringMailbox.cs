namespace Actors.Mailboxes;

/// <summary>A mailbox whose messages are worth something for a time only: one that waited longer is not handled, but a dead letter, <see cref="DeadLetterReason.Expired"/>.</summary>
/// <remarks>That is noticed when the actor comes to the message; until then it counts as one that waits. The clock is the system's.</remarks>
public sealed class ExpiringMailbox : Mailbox
{
    private readonly Func<object, TimeSpan> _timeToLive;
    private readonly Mailbox _others;

    /// <summary>A mailbox with the same time for each message.</summary>
    /// <param name="timeToLive">How long a message may wait, above zero.</param>
    /// <param name="others">How messages wait meanwhile: first come first served, without a bound, unless said.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeToLive"/> is zero or negative.</exception>
    public ExpiringMailbox(TimeSpan timeToLive, Mailbox? others = null)
        : this(_ => timeToLive, others)
    {
        if (timeToLive <= TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(timeToLive), timeToLive, $"A message needs some time in which it may be handled, but its time to live is {timeToLive}. Give a positive time.");
    }

    /// <summary>A mailbox with a time for each message.</summary>
    /// <param name="timeToLive">How long a message may wait, asked once, on the sender's thread, perhaps for several messages at the same time; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes. What it throws makes the message a dead letter, <see cref="DeadLetterReason.MailboxFailed"/>.</param>
    /// <param name="others">How messages wait meanwhile: first come first served, without a bound, unless said.</param>
    public ExpiringMailbox(Func<object, TimeSpan> timeToLive, Mailbox? others = null)
    {
        ArgumentNullException.ThrowIfNull(timeToLive);
        _timeToLive = timeToLive;
        _others = others ?? new UnboundedMailbox();
    }

    /// <inheritdoc/>
    public override int? Capacity => _others.Capacity;

    /// <inheritdoc/>
    public override MailboxQueue CreateQueue(TimeProvider time) => new Queue(_timeToLive, time, _others.CreateQueue(time));

    private sealed class Queue : MailboxQueue
    {
        private readonly Func<object, TimeSpan> _timeToLive;
        private readonly TimeProvider _time;
        private readonly MailboxQueue _others;

        public Queue(Func<object, TimeSpan> timeToLive, TimeProvider time, MailboxQueue others)
        {
            _timeToLive = timeToLive;
            _time = time;
            _others = Contain(others);
        }

        public override int Count => _others.Count;

        public override MailboxItem Prepare(MailboxItem item)
        {
            if (item.IsNotice) return _others.Prepare(item);
            TimeSpan timeToLive = _timeToLive(item.Message);
            MailboxItem prepared = _others.Prepare(item);
            if (timeToLive == Timeout.InfiniteTimeSpan) return prepared;
            long now = _time.GetTimestamp();
            double ticks = timeToLive.TotalSeconds * _time.TimestampFrequency;
            // Longer than the clock counts is as long as it takes, and no time in the past.
            return ticks >= long.MaxValue - now ? prepared : prepared.ExpiringAt(now + (long)ticks);
        }

        public override bool TryPut(MailboxItem item) => _others.TryPut(item);

        public override bool TryTake(out MailboxItem item)
        {
            while (_others.TryTake(out item))
            {
                if (item.Expiry is not { } expiry || _time.GetTimestamp() < expiry) return true;
                Drop(item, DeadLetterReason.Expired);
            }

            return false;
        }
    }
}
