namespace Channels.Streams;

/// <summary>A sequence as a source: its enumerator is made when it is first asked, and disposed.</summary>
internal sealed class SequenceSource<T>(IAsyncEnumerable<T> sequence) : Source<T>
{
    private readonly IAsyncEnumerable<T> _sequence = sequence ?? throw new ArgumentNullException(nameof(sequence), "One of the sources is null.");
    private IAsyncEnumerator<T>? _items;

    public override ValueTask<bool> MoveAsync(CancellationToken cancellationToken) =>
        (_items ??= _sequence.GetAsyncEnumerator(cancellationToken)).MoveNextAsync();

    public override bool TryTake(out T item)
    {
        item = _items!.Current;
        return true;
    }

    public override ValueTask DisposeAsync() => _items is { } items ? items.DisposeAsync() : default;
}
