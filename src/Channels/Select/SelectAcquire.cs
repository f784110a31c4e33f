namespace Channels;

/// <summary>Permits of a <see cref="FairSemaphore"/> that a <see cref="Select"/> waits for, in line with everybody else. Once it is chosen it has them, or says that the semaphore is closed.</summary>
public sealed class SelectAcquire : SelectCase
{
    private readonly FairSemaphore _semaphore;
    private readonly ISelectableReads<SemaphorePermit> _line;
    private readonly Wait _wait;
    private SemaphorePermit _permit;
    private bool _hasPermit;

    internal SelectAcquire(Select select, FairSemaphore semaphore, int count)
        : base(select)
    {
        _semaphore = semaphore;
        _line = semaphore;
        Count = count;
        _wait = new Wait(select, this);
    }

    /// <summary>How many permits it acquires, all or none.</summary>
    public int Count { get; }

    /// <summary>Whether it was chosen because the semaphore is closed; the case is off then.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Takes the permit, which is then the caller's to dispose. One that is not taken is given back when the case is chosen again, or the select is disposed.</summary>
    /// <returns><see langword="false"/> if the semaphore is closed, or the permit was taken before.</returns>
    public bool TryGet(out SemaphorePermit permit)
    {
        permit = _permit;
        bool hasPermit = _hasPermit;
        _permit = default;
        _hasPermit = false;
        return hasPermit;
    }

    internal override bool TryTake()
    {
        bool isAcquired = _semaphore.TryAcquire(out SemaphorePermit permit, Count);
        if (!isAcquired && !_semaphore.IsClosed) return false;
        End(isAcquired, permit);
        return true;
    }

    internal override bool TryEnlist() => _line.TryEnlistRead(_wait);

    internal override void Delist() => _line.DelistRead(_wait);

    internal override bool Settle()
    {
        // Permits are handed over, never announced: who claimed the wait has given it some, or told it of the end.
        End(_wait.Ended == ReadStatus.Read, _wait.Take());
        return true;
    }

    internal override void LetGo()
    {
        // One that nobody took would be held for ever.
        _permit.Dispose();
        _permit = default;
        _hasPermit = false;
    }

    private void End(bool isAcquired, SemaphorePermit permit)
    {
        LetGo();
        _permit = permit;
        _hasPermit = isAcquired;
        IsClosed = !isAcquired;
        if (IsClosed) SwitchOff();
    }

    private sealed class Wait(Select select, SelectAcquire @case) : ReadWaiter<SemaphorePermit>
    {
        public override int Wanted => @case.Count;

        public ReadStatus Ended => Outcome;

        public override object Group => select;

        public SemaphorePermit Take() => TakeItem();

        public override bool TryClaim() => select.TryClaim();

        public override void Finish() => select.Win(@case);

        protected override bool TryLeaveLine() => false;

        protected override void Recycle()
        {
        }
    }
}
