namespace Channels.Streams;

/// <summary>A source with its key: in a <see cref="StreamMap{TKey, T}"/> the user's, elsewhere its place among the others.</summary>
internal sealed class KeyedInlet<TKey, T>(TKey key, Source<T> source) : Inlet<T>(source)
{
    public TKey Key => key;
}
