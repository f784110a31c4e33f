using System.Diagnostics.CodeAnalysis;

namespace Channels;

/// <summary>A read that a <see cref="Select"/> waits for. Once it is chosen it has the value, or says that the channel is closed.</summary>
public sealed class SelectRead<T> : SelectCase
{
    private readonly IReceivingSide<T> _side;
    private readonly ISelectableReads<T> _line;
    private readonly Wait _wait;
    private T? _value;

    internal SelectRead(Select select, IReceivingSide<T> side, ISelectableReads<T> line)
        : base(select)
    {
        _side = side;
        _line = line;
        _wait = new Wait(select, this);
    }

    /// <summary>How the read ended, when this case was chosen last: <see cref="ReadStatus.Read"/> or <see cref="ReadStatus.Closed"/>, and <see cref="ReadStatus.Empty"/> before.</summary>
    public ReadStatus Status { get; private set; } = ReadStatus.Empty;

    /// <summary>Takes the value that was read; the case keeps it until it is taken or chosen again.</summary>
    /// <returns><see langword="false"/> if the channel is closed, or the value was taken before.</returns>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = _value;
        bool hasValue = Status == ReadStatus.Read;
        _value = default;
        if (hasValue) Status = ReadStatus.Empty;
        return hasValue;
    }

    internal override bool TryTake()
    {
        ReadStatus status = _side.TryRead(out T item);
        if (status == ReadStatus.Empty) return false;
        End(status, item);
        return true;
    }

    internal override bool TryEnlist()
    {
        // What a wait says that was woken without a value.
        _wait.TellLook();
        return _line.TryEnlistRead(_wait);
    }

    internal override void Delist() => _line.DelistRead(_wait);

    internal override bool Settle()
    {
        if (_wait.Ended == ReadStatus.Empty) return false;
        End(_wait.Ended, _wait.Take());
        return true;
    }

    private void End(ReadStatus status, T? item)
    {
        Status = status;
        _value = item;
        if (status == ReadStatus.Closed) SwitchOff();
    }

    private sealed class Wait(Select select, SelectRead<T> @case) : ReadWaiter<T>
    {
        public ReadStatus Ended => Outcome;

        public override object Group => select;

        public T Take() => TakeItem();

        public override bool TryClaim() => select.TryClaim();

        public override void Finish() => select.Win(@case);

        protected override bool TryLeaveLine() => false;

        protected override void Recycle()
        {
        }
    }
}
