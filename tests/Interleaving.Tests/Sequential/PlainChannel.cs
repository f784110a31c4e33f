namespace Interleaving.Tests.Sequential;

/// <summary>What a channel should do, one operation after the other: a queue with a capacity, senders and an end.</summary>
internal sealed class PlainChannel(int? capacity, bool isOneshot)
{
    private readonly Queue<int> _items = [];
    private int _senders = 1;
    private bool _isClosed;

    private PlainChannel(PlainChannel other, int? capacity, bool isOneshot)
        : this(capacity, isOneshot)
    {
        _items = new Queue<int>(other._items);
        _senders = other._senders;
        _isClosed = other._isClosed;
    }

    public PlainChannel Copy() => new(this, capacity, isOneshot);

    /// <summary>Does it, and says what came of it.</summary>
    public string Apply(Operation operation) => operation.Verb switch
    {
        <= Verb.Leave when _senders == 0 => "nobody",
        Verb.Write => Write(operation.Value),
        Verb.Complete or Verb.Close => Close(),
        Verb.Clone => $"{++_senders} senders",
        Verb.Leave => Leave(),
        Verb.Read => _items.TryDequeue(out int read) ? $"Read {read}" : _isClosed ? "Closed" : "Empty",
        Verb.Peek => _items.TryPeek(out int seen) ? $"{seen}" : "nothing",
        _ => $"{_items.Count}",
    };

    private string Write(int value)
    {
        if (_isClosed) return "Closed";
        if (_items.Count == capacity) return "Full";
        _items.Enqueue(value);
        _isClosed |= isOneshot;
        return "Written";
    }

    private string Close()
    {
        bool wasOpen = !_isClosed;
        _isClosed = true;
        return $"{wasOpen}";
    }

    private string Leave()
    {
        if (--_senders == 0) _isClosed = true;
        return $"{_senders} senders";
    }
}
