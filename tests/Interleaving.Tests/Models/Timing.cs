using Channels;
using Channels.Waiting;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>A read of a timer is cancelled while the timer rings: the instant goes to the read or stays.</summary>
internal sealed class RingMeetsCancel : Model
{
    private readonly ModelClock _clock = new();
    private SharedReceiver<DateTimeOffset>? _timer;
    private bool _isRead;
    private bool _isCancelled;

    public override void Arrange()
    {
        _timer = Timers.After(TimeSpan.FromMilliseconds(5), _clock);
        Thread("reader", () =>
        {
            try
            {
                Await(_timer.ReadAsync(Cancellation.Token));
                _isRead = true;
            }
            catch (OperationCanceledException)
            {
                _isCancelled = true;
            }
        });
        Thread("clock", () =>
        {
            if (_clock.Due is not null) _clock.Ring();
        });
        Thread("canceller", Cancellation.Cancel);
    }

    public override void Check()
    {
        Claim(_isRead != _isCancelled, "The read ends one way.");
        if (_clock.Now == 0) return;
        Claim(_isRead == !_timer!.TryRead(out _), "The instant is given once.");
    }
}

/// <summary>A timer is closed while it rings for one who waits.</summary>
internal sealed class RingMeetsClose : Model
{
    private readonly ModelClock _clock = new();
    private SharedReceiver<DateTimeOffset>? _timer;
    private ReadStatus _outcome = ReadStatus.Empty;

    public override void Arrange()
    {
        _timer = Timers.Tick(TimeSpan.FromMilliseconds(5), _clock);
        Thread("reader", () => _outcome = Await(_timer.WaitToReadAsync()) ? ReadStatus.Read : ReadStatus.Closed);
        Thread("clock", () =>
        {
            if (_clock.Due is not null) _clock.Ring();
        });
        Thread("closer", () => _timer.Close());
    }

    public override void Check()
    {
        Claim(_outcome != ReadStatus.Empty, "The wait ends.");
        Claim(_outcome == ReadStatus.Closed || _timer!.TryRead(out _), "What was announced is there.");
        Claim(_timer!.Completion.IsCompleted == (_timer.Count == 0), "The timer is complete once nothing is left.");
    }
}

/// <summary>Two ring while one looks and waits in turns: it sees what both have stored.</summary>
internal sealed class RingsMeetLooks : Model
{
    private readonly Doorbell _bell = new();
    private int _first;
    private int _second;
    private int _seen;

    public override void Arrange()
    {
        Thread("waiter", () =>
        {
            while (true)
            {
                _seen = Channels.Atomics.Atomic.Read(ref _first) + Channels.Atomics.Atomic.Read(ref _second);
                if (_seen == 2) return;
                Await(_bell.WaitAsync());
            }
        });
        Thread("first", () =>
        {
            Channels.Atomics.Atomic.Write(ref _first, 1);
            _bell.Ring();
        });
        Thread("second", () =>
        {
            Channels.Atomics.Atomic.Write(ref _second, 1);
            _bell.Ring();
        });
    }

    public override void Check() => Claim(_seen == 2, "The waiter sees both.");
}
