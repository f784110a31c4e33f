namespace Channels;

/// <summary>A signal without a value that a <see cref="Select"/> waits for: a notification of a <see cref="Notify"/>, or the event of a <see cref="BarrierReceiver"/>.</summary>
/// <remarks>When it is chosen the notification was taken, and by nobody else. An event stays, so its case is chosen once and then off, like that of a channel that is closed.</remarks>
public sealed class SelectSignal : SelectCase
{
    private readonly ISelectableReads<bool> _line;
    private readonly Func<bool> _tryTake;
    private readonly bool _isOnce;
    private readonly Wait _wait;

    internal SelectSignal(Select select, ISelectableReads<bool> line, Func<bool> tryTake, bool isOnce)
        : base(select)
    {
        _line = line;
        _tryTake = tryTake;
        _isOnce = isOnce;
        _wait = new Wait(select, this);
    }

    internal override bool TryTake()
    {
        if (!_tryTake()) return false;
        End();
        return true;
    }

    internal override bool TryEnlist() => _line.TryEnlistRead(_wait);

    internal override void Delist() => _line.DelistRead(_wait);

    internal override bool Settle()
    {
        // Signals are handed over, never announced: who claimed the wait has given it one.
        End();
        return true;
    }

    private void End()
    {
        if (_isOnce) SwitchOff();
    }

    private sealed class Wait(Select select, SelectSignal @case) : ReadWaiter<bool>
    {
        public override object Group => select;

        public override bool TryClaim() => select.TryClaim();

        public override void Finish() => select.Win(@case);

        protected override bool TryLeaveLine() => false;

        protected override void Recycle()
        {
        }
    }
}
