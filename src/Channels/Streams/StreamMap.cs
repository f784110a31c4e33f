using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Channels.Atomics;

namespace Channels.Streams;

/// <summary>A merge whose sources come and go while it is read, each under a key that its items carry: the subscriptions of a connection, the rooms of a chat.</summary>
/// <typeparam name="TKey">Tells the sources apart.</typeparam>
/// <typeparam name="T">Their items.</typeparam>
/// <remarks>
/// <para>
/// One task enumerates the map, once; sources are added and removed from any thread. As with <c>Merge</c>, sources that
/// always have items take turns, each is asked ahead for one item, and a channel gives a value up only when it is given.
/// A source that has ended leaves the map by itself, and its key is free again.
/// </para>
/// <para>
/// An empty map waits for sources, and ends only after <see cref="Complete"/>. The semantics of tokio's
/// <c>StreamMap</c>, which ends whenever it is empty: it cannot be added to while somebody waits.
/// </para>
/// </remarks>
[SuppressMessage("Design", "CA1001", Justification = "The enumeration disposes what it has opened; before it there is nothing to dispose.")]
public sealed class StreamMap<TKey, T> : IAsyncEnumerable<KeyValuePair<TKey, T>>
    where TKey : notnull
{
    private readonly ConcurrentDictionary<TKey, KeyedInlet<TKey, T>> _inlets;

    // There from the start, so that sources can be added before anybody enumerates.
    private readonly Intake<T> _intake = new(staysOpen: true);

    // 1 once enumerated; the exchange lets one enumeration have it.
    private int _isEnumerated;

    // Set by Complete, read by Add.
    private bool _isCompleted;

    /// <summary>An empty map.</summary>
    /// <param name="comparer">Says which keys are equal; the default of the type if <see langword="null"/>.</param>
    public StreamMap(IEqualityComparer<TKey>? comparer = null) => _inlets = new ConcurrentDictionary<TKey, KeyedInlet<TKey, T>>(comparer);

    /// <summary>How many sources there are; a moment later there may be more or fewer.</summary>
    public int Count => _inlets.Count;

    /// <summary>The keys of the sources, as they are now.</summary>
    public IReadOnlyCollection<TKey> Keys => [.. _inlets.Keys];

    /// <summary>Whether there is a source with this key that has not ended.</summary>
    public bool ContainsKey(TKey key) => _inlets.ContainsKey(key);

    /// <summary>Adds a sequence; it is first asked for an item when the map is.</summary>
    /// <exception cref="ArgumentException">There is a source with this key.</exception>
    /// <exception cref="InvalidOperationException">The map was completed, or its enumeration is over.</exception>
    public void Add(TKey key, IAsyncEnumerable<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Add(key, new SequenceSource<T>(source));
    }

    /// <summary>Adds a channel; it stays its owner's.</summary>
    /// <inheritdoc cref="Add(TKey, IAsyncEnumerable{T})"/>
    public void Add(TKey key, ChannelReader<T> source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Add(key, new ChannelSource<T>(source));
    }

    /// <summary>Takes a source out: none of its items is given any more, and its key is free at once.</summary>
    /// <returns>Whether there was one.</returns>
    /// <remarks>
    /// A wait of the source is cancelled now; it is disposed when the map is next asked for an item, or ends. An item that
    /// a sequence had fetched is dropped with it; the values of a channel stay in the channel.
    /// </remarks>
    public bool Remove(TKey key)
    {
        if (!_inlets.TryRemove(key, out KeyedInlet<TKey, T>? inlet)) return false;
        inlet.Remove();
        return true;
    }

    /// <summary>Takes no more sources; the enumeration ends when those that are there have. Later calls do nothing.</summary>
    public void Complete()
    {
        Atomic.Write(ref _isCompleted, true);
        _intake.LetEnd();
    }

    /// <summary>Gives the items of all sources, with their keys, as they come.</summary>
    /// <param name="cancellationToken">Ends the enumeration, and every source is disposed.</param>
    /// <returns>Ends after <see cref="Complete"/> when no source is left. The error of a source ends it at once and cancels the others.</returns>
    /// <exception cref="InvalidOperationException">The map was enumerated before.</exception>
    public IAsyncEnumerator<KeyValuePair<TKey, T>> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (Atomic.Exchange(ref _isEnumerated, 1) != 0)
            throw new InvalidOperationException("This StreamMap is enumerated already: its items go to one reader. Write them to a channel if more shall have them.");
        return EnumerateAsync(cancellationToken);
    }

    private async IAsyncEnumerator<KeyValuePair<TKey, T>> EnumerateAsync(CancellationToken cancellationToken)
    {
        _intake.EndWith(cancellationToken);
        await using ConfiguredAsyncDisposable disposing = _intake.ConfigureAwait(false);
        while (true)
        {
            switch (_intake.Next(out Inlet<T>? inlet, out T item))
            {
                case Arrival.Item:
                    yield return new KeyValuePair<TKey, T>(((KeyedInlet<TKey, T>)inlet!).Key, item);
                    break;
                case Arrival.Nothing:
                    foreach (Inlet<T> ended in _intake.Leaving) Forget((KeyedInlet<TKey, T>)ended);
                    await _intake.WaitAsync().ConfigureAwait(false);
                    break;
                default:
                    _intake.ThrowIfFailed();
                    yield break;
            }
        }
    }

    private void Add(TKey key, Source<T> source)
    {
        KeyedInlet<TKey, T> inlet = new(key, source);
        if (Atomic.Read(ref _isCompleted)) ThrowIsOver();
        if (!_inlets.TryAdd(key, inlet)) ThrowDuplicate(key);
        if (_intake.TryAdd(inlet)) return;
        Forget(inlet);
        ThrowIsOver();
    }

    // Of this inlet and no other: its key may be another's by now.
    private void Forget(KeyedInlet<TKey, T> inlet) => _inlets.TryRemove(KeyValuePair.Create(inlet.Key, inlet));

    [DoesNotReturn]
    private static void ThrowDuplicate(TKey key) =>
        throw new ArgumentException($"This StreamMap has a source with the key '{key}'. Remove it first, or give this one another key.", nameof(key));

    [DoesNotReturn]
    private static void ThrowIsOver() =>
        throw new InvalidOperationException("This StreamMap takes no more sources: it was completed, or its enumeration is over. The source was not touched.");
}
