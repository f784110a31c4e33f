using Channels;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>A notification and a value come while a select waits for both: it takes both, one in each wait.</summary>
internal sealed class NotificationAndValueMeetASelect : SelectModel
{
    private readonly Notify _notify = new();
    private readonly (Sender<int> Sender, SharedReceiver<int> Receiver) _mpmc = Mpmc.Unbounded<int>();
    private readonly Select _select = new(SelectOrder.Declared);
    private SelectSignal _told = null!;
    private int _signals;
    private int _values;

    public override void Arrange()
    {
        _told = _select.Wait(_notify);
        _select.Read(_mpmc.Receiver);
        Thread("select", () =>
        {
            Count(Next(_select));
            Count(Next(_select));
        });
        Thread("notifying", _notify.NotifyOne);
        Thread("writing", () => _mpmc.Sender.TryWrite(1));
    }

    public override void Check()
    {
        Claim(_signals == 1 && _values == 1, "Each is taken once.");
        Claim(!_notify.TryWait() && _mpmc.Receiver.Count == 0, "None of them is left.");
    }

    private void Count(SelectCase? chosen)
    {
        if (chosen == _told) _signals++;
        else _values += Value(chosen);
    }
}

/// <summary>A select is cancelled while a notification comes: it has it, or the notify keeps it.</summary>
internal sealed class CancelMeetsASelectOfNotify : SelectModel
{
    private readonly Notify _notify = new();
    private readonly Select _select = new(SelectOrder.Declared);
    private int _told;

    public override void Arrange()
    {
        _select.Wait(_notify);
        Thread("select", () =>
        {
            try
            {
                Next(_select, Cancellation.Token);
                _told++;
            }
            catch (OperationCanceledException)
            {
            }
        });
        Thread("notifying", _notify.NotifyOne);
        Thread("canceller", Cancellation.Cancel);
    }

    public override void Check() => Claim(_told + (_notify.TryWait() ? 1 : 0) == 1, "The notification is taken once, or kept.");
}

/// <summary>Permits and a notification come to a select that waits for both: what it does not take is there for others.</summary>
internal sealed class PermitsAndNotificationMeetASelect : SelectModel
{
    private readonly FairSemaphore _semaphore = new(1);
    private readonly Notify _notify = new();
    private readonly Select _select = new(SelectOrder.Declared);
    private SelectAcquire _acquire = null!;
    private int _held;
    private bool _isTold;

    public override void Arrange()
    {
        _acquire = _select.Acquire(_semaphore, 2);
        _select.Wait(_notify);
        Thread("select", () =>
        {
            if (Next(_select) != _acquire) _isTold = true;
            else if (_acquire.TryGet(out SemaphorePermit permit)) _held = permit.Count;
        });
        Thread("adding", () => _semaphore.AddPermits(1));
        Thread("notifying", _notify.NotifyOne);
    }

    public override void Check()
    {
        Claim(_held == (_isTold ? 0 : 2) && _held + _semaphore.Available == 2, "It has both permits or none, and none is lost.");
        Claim(_notify.TryWait() == !_isTold, "The notification is taken once, or kept.");
    }
}

/// <summary>A select gathers permits, and takes something else: what it had is enough for who waits behind it.</summary>
internal sealed class SelectGivesWhatItGatheredBack : SelectModel
{
    private readonly FairSemaphore _semaphore = new(1);
    private readonly Notify _notify = new();
    private readonly Select _select = new(SelectOrder.Declared);

    public override void Arrange()
    {
        _select.Acquire(_semaphore, 2);
        _select.Wait(_notify);
        Thread("select", () => Next(_select));
        Thread("acquiring", () => Await(_semaphore.AcquireAsync()).Dispose());
        Thread("notifying", _notify.NotifyOne);
    }

    public override void Check() => Claim(_semaphore.Available == 1, "It is acquired and given back.");
}

/// <summary>Two oneshots are written while a select waits on both: each value is read once, one in each wait.</summary>
internal sealed class TwoOneshotsMeetASelect : SelectModel
{
    private readonly (OneshotSender<int> Sender, OneshotReceiver<int> Receiver) _first = Oneshot.Create<int>();
    private readonly (OneshotSender<int> Sender, OneshotReceiver<int> Receiver) _second = Oneshot.Create<int>();
    private readonly Select _select = new(SelectOrder.Declared);
    private int _sum;

    public override void Arrange()
    {
        _select.Read(_first.Receiver);
        _select.Read(_second.Receiver);
        Thread("select", () =>
        {
            // One that was read is at its end, and says so once.
            while (_sum < 3 && Next(_select) is { } chosen) _sum += Value(chosen);
        });
        Thread("first", () => _first.Sender.TryWrite(1));
        Thread("second", () => _second.Sender.TryWrite(2));
    }

    public override void Check() => Claim(_sum == 3, "Both values are read.");
}

/// <summary>A select that was won by a oneshot gives the reader's place in another back, beside the write that comes to it.</summary>
internal sealed class SelectLeavesAOneshot : SelectModel
{
    private readonly (OneshotSender<int> Sender, OneshotReceiver<int> Receiver) _first = Oneshot.Create<int>();
    private readonly (OneshotSender<int> Sender, OneshotReceiver<int> Receiver) _second = Oneshot.Create<int>();
    private readonly Select _select = new(SelectOrder.Declared);
    private int _last;

    public override void Arrange()
    {
        SelectRead<int> first = _select.Read(_first.Receiver);
        _select.Read(_second.Receiver);
        Thread("select", () =>
        {
            bool isFirst = Next(_select) == first;
            // A plain read, at the place where the select stood.
            _last = Await((isFirst ? _second : _first).Receiver.ReadAsync());
        });
        Thread("first", () => _first.Sender.TryWrite(1));
        Thread("second", () => _second.Sender.TryWrite(1));
    }

    public override void Check() => Claim(_last == 1, "The other value is read.");
}
