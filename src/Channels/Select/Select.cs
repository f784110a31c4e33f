using System.Runtime.CompilerServices;
using Channels.Waiting;

namespace Channels;

/// <summary>Waits on any mix of reads, writes, permits, signals and timeouts, over channels of any kind, and does exactly one of them. The others have consumed, written and acquired nothing.</summary>
/// <remarks>
/// <code>
/// using Select select = new();
/// SelectRead&lt;int&gt; number = select.Read(numbers);
/// SelectRead&lt;string&gt; word = select.Read(words);
/// while (await select.NextAsync() is { } chosen)
/// {
///     if (chosen == number &amp;&amp; number.TryGet(out int value)) Add(value);
///     else if (chosen == word &amp;&amp; word.TryGet(out string? text)) Print(text);
/// }
/// </code>
/// <para>
/// It is made once and used for many waits, which then allocate nothing. A wait stands in the line of each channel as
/// other readers and writers do, so a value is handed over to it or to somebody else, never to both; two selects that
/// face each other over a rendezvous find each other. If several cases are ready one is chosen at random, or the first
/// in order with <see cref="SelectOrder.Declared"/>. The semantics of Go's <c>select</c> and crossbeam's <c>Select</c>.
/// </para>
/// <para>For one user at a time. A wait that is cancelled has done nothing.</para>
/// </remarks>
public sealed partial class Select : IDisposable
{
    private readonly List<SelectCase> _cases = [];
    private readonly SelectOrder _order;
    private readonly SelectWait _wait = new();

    // Where a random round begins; any number does to begin with.
    private uint _dice;

    // 1 during a call, when the cases are the select's and not the user's; the exchange in BeginCall lets one call in.
    private int _isWaiting;

    /// <summary>A select without cases.</summary>
    /// <param name="order">Which case wins if several are ready; a random one by default.</param>
    public Select(SelectOrder order = SelectOrder.Random)
    {
        if (order is not (SelectOrder.Random or SelectOrder.Declared)) throw new ArgumentOutOfRangeException(nameof(order), order, "A select chooses in random or in declared order.");
        _order = order;
        _dice = (uint)RuntimeHelpers.GetHashCode(this) | 1;
    }

    /// <summary>Adds a read; chosen when there is a value, which it then has, or the channel is closed.</summary>
    /// <exception cref="InvalidOperationException">The select is waiting now.</exception>
    public SelectRead<T> Read<T>(Receiver<T> receiver)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        return Add(new SelectRead<T>(this, receiver.SideToSelect, receiver.LineToSelect));
    }

    /// <summary>Adds a write; chosen when the channel has taken the value, or is closed. Offer the next value with <see cref="SelectWrite{T}.Offer"/>.</summary>
    /// <exception cref="InvalidOperationException">The select is waiting now.</exception>
    public SelectWrite<T> Write<T>(Sender<T> sender, T item)
    {
        ArgumentNullException.ThrowIfNull(sender);
        return Add(new SelectWrite<T>(this, sender.SideToSelect, sender.LineToSelect, item));
    }

    /// <summary>Adds a reservation; chosen when there is room for <paramref name="count"/> values, which is then set aside, or the channel is closed.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1, or above the channel's capacity.</exception>
    /// <exception cref="InvalidOperationException">The select is waiting now.</exception>
    public SelectPermit<T> Reserve<T>(Sender<T> sender, int count = 1)
    {
        ArgumentNullException.ThrowIfNull(sender);
        sender.ThrowIfOutOfRange(count);
        return Add(new SelectPermit<T>(this, sender.SideToSelect, sender.LineToSelect, count));
    }

    /// <summary>Adds a wait for a notification, in line with others who wait; chosen when it has taken one.</summary>
    /// <exception cref="InvalidOperationException">The select is waiting now.</exception>
    public SelectSignal Wait(Notify notify)
    {
        ArgumentNullException.ThrowIfNull(notify);
        return Add(new SelectSignal(this, notify, notify.TryWait, isOnce: false));
    }

    /// <summary>Adds a wait for an event; chosen once, when it has happened, and then off.</summary>
    /// <exception cref="InvalidOperationException">The select is waiting now.</exception>
    public SelectSignal Wait(BarrierReceiver receiver)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        return Add(new SelectSignal(this, receiver.LineToSelect, () => receiver.HasFired, isOnce: true));
    }

    /// <summary>Adds a wait for permits, in line with others who want some; chosen when it has <paramref name="count"/> of them, or the semaphore is closed.</summary>
    /// <param name="semaphore">Whose permits; <see cref="SelectAcquire.TryGet"/> gives them, to be disposed.</param>
    /// <param name="count">1 or more: all or none. What is gathered for it meanwhile goes to those behind when another case is chosen.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">The select is waiting now.</exception>
    public SelectAcquire Acquire(FairSemaphore semaphore, int count = 1)
    {
        ArgumentNullException.ThrowIfNull(semaphore);
        FairSemaphore.ThrowIfBelowOne(count);
        return Add(new SelectAcquire(this, semaphore, count));
    }

    /// <summary>Adds a timeout; chosen when nothing else was for so long, counted from each call of <see cref="NextAsync"/>.</summary>
    /// <param name="after">Zero or more, at most 49 days.</param>
    /// <param name="timeProvider">The clock; the system's if <see langword="null"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="after"/> is negative, or longer than 49 days.</exception>
    /// <exception cref="InvalidOperationException">The select is waiting now.</exception>
    public SelectTimeout After(TimeSpan after, TimeProvider? timeProvider = null)
    {
        TimeLimit.ThrowIfInvalid(after);
        ArgumentOutOfRangeException.ThrowIfEqual(after, Timeout.InfiniteTimeSpan);
        return Add(new SelectTimeout(this, after, timeProvider ?? TimeProvider.System));
    }

    /// <summary>Does one of the cases if one is ready, and returns at once.</summary>
    /// <returns>The case that was done; <see langword="null"/> if none was ready, or none is enabled.</returns>
    /// <exception cref="InvalidOperationException">The select is waiting now.</exception>
    public SelectCase? TryNext()
    {
        BeginCall();
        try
        {
            return TryTake();
        }
        finally
        {
            EndCall();
        }
    }

    /// <summary>Waits until one of the cases is ready, and does it.</summary>
    /// <param name="cancellationToken">Ends the wait; no case was done then.</param>
    /// <returns>The case that was done; <see langword="null"/> if none is enabled, because all were switched off or their channels are closed.</returns>
    /// <exception cref="InvalidOperationException">The select is waiting already: it is for one user at a time.</exception>
    public ValueTask<SelectCase?> NextAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<SelectCase?>(cancellationToken);
        BeginCall();
        bool mustWait = false;
        try
        {
            SelectCase? taken = TryTake();
            mustWait = taken is null && HasEnabled;
            return mustWait ? WaitAsync(cancellationToken) : new ValueTask<SelectCase?>(taken);
        }
        finally
        {
            if (!mustWait) EndCall();
        }
    }

    /// <summary>Stops the clocks of its timeouts, and gives permits back that were not taken from their cases. What the channels hold is not touched.</summary>
    /// <exception cref="InvalidOperationException">The select is waiting now.</exception>
    public void Dispose()
    {
        ThrowIfWaiting();
        foreach (SelectCase @case in _cases) @case.LetGo();
    }
}
