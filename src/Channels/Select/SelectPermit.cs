namespace Channels;

/// <summary>A reservation that a <see cref="Select"/> waits for: room in a channel, for a value that need not exist yet.</summary>
public sealed class SelectPermit<T> : SelectCase
{
    private readonly ISendingSide<T> _side;
    private readonly ISelectableWrites<T> _line;
    private readonly Wait _wait;
    private readonly int _count;
    private Permit<T> _permit;

    internal SelectPermit(Select select, ISendingSide<T> side, ISelectableWrites<T> line, int count)
        : base(select)
    {
        _side = side;
        _line = line;
        _count = count;
        _wait = new Wait(select, this);
    }

    /// <summary>How it ended, when this case was chosen last: <see cref="WriteStatus.Written"/> for room that was reserved, or <see cref="WriteStatus.Closed"/>, and <see cref="WriteStatus.Full"/> before.</summary>
    public WriteStatus Status { get; private set; } = WriteStatus.Full;

    /// <summary>Takes the permit, which is then the caller's to use and to dispose. One that is not taken is given back when the case is chosen again, or the select is disposed.</summary>
    /// <returns><see langword="false"/> if the channel is closed, or the permit was taken before.</returns>
    public bool TryGet(out Permit<T> permit)
    {
        permit = _permit;
        bool hasPermit = Status == WriteStatus.Written;
        _permit = default;
        if (hasPermit) Status = WriteStatus.Full;
        return hasPermit;
    }

    internal override bool TryTake()
    {
        WriteStatus status = _side.TryReserve(_count);
        if (status == WriteStatus.Full) return false;
        End(status);
        return true;
    }

    internal override bool TryEnlist()
    {
        _wait.Reserved = _count;
        // What a wait says that was woken without having been served.
        _wait.TellLook();
        return _line.TryEnlistWrite(_wait);
    }

    internal override void Delist() => _line.DelistWrite(_wait);

    internal override bool Settle()
    {
        if (_wait.Ended == WriteStatus.Full) return false;
        End(_wait.Ended);
        return true;
    }

    internal override void LetGo()
    {
        // One that nobody took would keep its room for ever.
        _permit.Dispose();
        _permit = default;
        if (Status == WriteStatus.Written) Status = WriteStatus.Full;
    }

    private void End(WriteStatus status)
    {
        LetGo();
        Status = status;
        _permit = status == WriteStatus.Written ? Permit<T>.For(_side, _count) : default;
        if (status == WriteStatus.Closed) SwitchOff();
    }

    private sealed class Wait(Select select, SelectPermit<T> @case) : WriteWaiter<T>
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
