namespace Channels;

/// <summary>A write that a <see cref="Select"/> waits for. Until it is chosen the value stays here; a value that was not sent is still the user's.</summary>
public sealed class SelectWrite<T> : SelectCase
{
    private readonly ISendingSide<T> _side;
    private readonly ISelectableWrites<T> _line;
    private readonly Wait _wait;

    internal SelectWrite(Select select, ISendingSide<T> side, ISelectableWrites<T> line, T item)
        : base(select)
    {
        _side = side;
        _line = line;
        _wait = new Wait(select, this);
        Item = item;
    }

    /// <summary>The value that is offered, and still is unless <see cref="Status"/> is <see cref="WriteStatus.Written"/>.</summary>
    public T? Item { get; private set; }

    /// <summary>How the write ended, when this case was chosen last: <see cref="WriteStatus.Written"/> or <see cref="WriteStatus.Closed"/>, and <see cref="WriteStatus.Full"/> before.</summary>
    public WriteStatus Status { get; private set; } = WriteStatus.Full;

    /// <summary>Offers a value, in place of the one that is offered now; switches the case on, which a written value switches off.</summary>
    /// <exception cref="InvalidOperationException">The select is waiting now.</exception>
    public void Offer(T item)
    {
        IsEnabled = true;
        Item = item;
        Status = WriteStatus.Full;
    }

    internal override bool TryTake()
    {
        WriteStatus status = _side.TryWrite(Item!);
        if (status == WriteStatus.Full) return false;
        End(status);
        return true;
    }

    internal override bool TryEnlist()
    {
        _wait.Item = Item!;
        // What a wait says that was woken without having been served.
        _wait.TellLook();
        return _line.TryEnlistWrite(_wait);
    }

    internal override void Delist()
    {
        _line.DelistWrite(_wait);
        _wait.Item = default!;
    }

    internal override bool Settle()
    {
        if (_wait.Ended == WriteStatus.Full) return false;
        End(_wait.Ended);
        return true;
    }

    private void End(WriteStatus status)
    {
        Status = status;
        if (status == WriteStatus.Written) Item = default;
        SwitchOff();
    }

    private sealed class Wait(Select select, SelectWrite<T> @case) : WriteWaiter<T>
    {
        public WriteStatus Ended => Outcome;

        public override object Group => select;

        public override bool TryClaim() => select.TryClaim();

        public override void Finish() => select.Win(@case);

        protected override bool TryLeaveLine() => false;

        protected override void Recycle()
        {
        }
    }
}
