using System.Diagnostics.CodeAnalysis;

namespace Actors;

public static partial class ActorExtensions
{
    /// <summary>Sends this actor a message after a time, once: <c>this.StartTimer("retry", new Retry(), TimeSpan.FromSeconds(5))</c>.</summary>
    /// <param name="actor">This actor; for its own handlers and hooks.</param>
    /// <param name="key">Names the timer among this actor's: a string, or anything with an equality. A timer of the same key is cancelled first.</param>
    /// <param name="message">What is sent.</param>
    /// <param name="due">After how long; zero or more. Counted by the system's <see cref="TimeProvider"/>, never early.</param>
    /// <remarks>Timers are of one life: all are cancelled when the actor stops and when it is restarted. From a cancelled timer nothing comes, even if its message waits in the mailbox already. In a full bounded mailbox the message waits for room.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="due"/> is negative.</exception>
    public static void StartTimer<TActor, TMessage>(this TActor actor, object key, TMessage message, TimeSpan due)
        where TActor : Actor, IHandle<TMessage> => Start(actor, key, message, due, period: null);

    /// <summary>Sends this actor a message again and again, first after one period.</summary>
    /// <inheritdoc cref="StartPeriodicTimer{TActor, TMessage}(TActor, object, TMessage, TimeSpan, TimeSpan)"/>
    public static void StartPeriodicTimer<TActor, TMessage>(this TActor actor, object key, TMessage message, TimeSpan period)
        where TActor : Actor, IHandle<TMessage> => actor.StartPeriodicTimer(key, message, period, period);

    /// <summary>Sends this actor a message again and again: <c>this.StartPeriodicTimer("poll", new Poll(), TimeSpan.Zero, TimeSpan.FromSeconds(1))</c>.</summary>
    /// <param name="actor">This actor; for its own handlers and hooks.</param>
    /// <param name="key">Names the timer among this actor's. A timer of the same key is cancelled first.</param>
    /// <param name="message">What is sent, each time the same.</param>
    /// <param name="due">When it is sent first; zero or more.</param>
    /// <param name="period">How long from one to the next, 1 ms or more; counted from when they were due, so that they do not drift.</param>
    /// <remarks>As <see cref="StartTimer"/>. At most one message of a timer waits at a time: a tick that finds the one before still in the mailbox is skipped, and so are instants that a late clock missed.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="due"/> is negative, or <paramref name="period"/> below 1 ms.</exception>
    public static void StartPeriodicTimer<TActor, TMessage>(this TActor actor, object key, TMessage message, TimeSpan due, TimeSpan period)
        where TActor : Actor, IHandle<TMessage>
    {
        if (period < TimeSpan.FromMilliseconds(1)) ThrowPeriod(period);
        Start(actor, key, message, due, period);
    }

    /// <summary>Stops a timer of this actor; a message of it that waits already is not handled.</summary>
    /// <param name="actor">This actor; for its own handlers and hooks.</param>
    /// <param name="key">Which timer.</param>
    /// <returns>Whether there was one, as <see cref="IsTimerActive"/> says.</returns>
    public static bool CancelTimer(this Actor actor, object key)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(key);
        return actor.Host.CancelTimer(key);
    }

    /// <summary>Whether a timer of this actor will send something, or has sent what this actor has not come to.</summary>
    /// <param name="actor">This actor; for its own handlers and hooks.</param>
    /// <param name="key">Which timer.</param>
    public static bool IsTimerActive(this Actor actor, object key)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(key);
        return actor.Host.IsTimerActive(key);
    }

    private static void Start<TActor, TMessage>(TActor actor, object key, TMessage message, TimeSpan due, TimeSpan? period)
        where TActor : Actor, IHandle<TMessage>
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(message);
        if (due < TimeSpan.Zero) ThrowDue(due);
        actor.Host.StartTimer(key, new TimerNotice<TMessage>(message), due, period);
    }

    [DoesNotReturn]
    private static void ThrowDue(TimeSpan due) =>
        throw new ArgumentOutOfRangeException(nameof(due), due, $"A timer cannot ring in the past, but it is due after {due}. Give zero or more.");

    [DoesNotReturn]
    private static void ThrowPeriod(TimeSpan period) =>
        throw new ArgumentOutOfRangeException(nameof(period), period, $"A timer rings at most once a millisecond, but its period is {period}. Give 1 ms or more, or send yourself a message to run again at once.");
}
