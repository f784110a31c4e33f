namespace Actors.Local;

/// <summary>The figures of the actors of one class, added up; guarded by the ledger's gate.</summary>
internal sealed class AccountSum
{
    private readonly long[] _undelivered = new long[Enum.GetValues<DeadLetterReason>().Length];
    private int _living;
    private long _ended;

    public long Accepted { get; private set; }

    public long Handled { get; private set; }

    public long Faulted { get; private set; }

    public long Pending { get; private set; }

    public long Restarts { get; private set; }

    public long Undelivered => _undelivered.Sum();

    public AccountSum Copy()
    {
        AccountSum copy = new() { _living = _living, _ended = _ended, Accepted = Accepted, Handled = Handled, Faulted = Faulted, Pending = Pending, Restarts = Restarts };
        _undelivered.CopyTo(copy._undelivered, 0);
        return copy;
    }

    public void Add(ActorAccount account, bool isLiving)
    {
        if (isLiving) _living++;
        else _ended++;
        Accepted += account.Accepted;
        Handled += account.Handled;
        Faulted += account.Faulted;
        Pending += account.Pending;
        Restarts += account.Restarts;
        foreach ((DeadLetterReason reason, long count) in account.Undelivered) _undelivered[(int)reason] += count;
    }

    public ActorTypeAccount ToAccount(Type type) => new()
    {
        ActorType = type,
        Living = _living,
        Ended = _ended,
        Accepted = Accepted,
        Handled = Handled,
        Faulted = Faulted,
        Undelivered = _undelivered.Index().Where(reason => reason.Item != 0).ToDictionary(reason => (DeadLetterReason)reason.Index, reason => reason.Item),
        Pending = Pending,
        Restarts = Restarts,
    };
}
