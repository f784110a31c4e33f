using Channels;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>A permit is used while somebody offers a value and the reader makes room: room that was set aside is there, and no more than there is.</summary>
internal sealed class PermitMeetsWriteAndRead : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(2);
    private readonly List<int> _received = [];
    private Permit<int> _permit;
    private bool _isOffered;

    public override void Arrange()
    {
        Claim(_channel.Sender.TryReserve(out _permit), "An empty channel has room.");
        Thread("holder", () => _permit.Write(1));
        Thread("writer", () => _isOffered = _channel.Sender.TryWrite(2));
        Thread("reader", () => _received.Add(Await(_channel.Receiver.ReadAsync())));
    }

    public override void CheckAlways() => Claim(_channel.Sender.Count <= 2, "The capacity holds.");

    public override void Check()
    {
        Claim(_isOffered, "There is room beside what is set aside.");
        while (_channel.Receiver.TryRead(out int item)) _received.Add(item);
        ClaimEqual([1, 2], _received.Order(), "received");
        Claim(_channel.Sender.TryWrite(3) && _channel.Sender.TryWrite(4) && !_channel.Sender.TryWrite(5), "All room is to be had again.");
    }
}

/// <summary>Two reserve the same place at once, and one writes without: one of three gets it.</summary>
internal sealed class TwoReservationsForOnePlace : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(1);
    private int _got;

    public override void Arrange()
    {
        Thread("reserving 1", Reserve);
        Thread("reserving 2", Reserve);
        Thread("writer", () =>
        {
            if (_channel.Sender.TryWrite(3)) _got++;
        });
    }

    public override void CheckAlways() => Claim(_channel.Sender.Count <= 1, "The capacity holds.");

    public override void Check()
    {
        Claim(_got == 1, $"One of three gets the only place, not {_got}.");
        Claim(_channel.Receiver.TryRead(out _) && !_channel.Receiver.TryRead(out _), "One value is there.");
    }

    private void Reserve()
    {
        if (!_channel.Sender.TryReserve(out Permit<int> permit)) return;
        _got++;
        permit.Write(1);
    }
}

/// <summary>One of two places is set aside while somebody writes without a permit: there is room for both, and each is told so.</summary>
internal sealed class WriteMeetsReservation : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(2);

    public override void Arrange()
    {
        Thread("reserving", () =>
        {
            Claim(_channel.Sender.TryReserve(out Permit<int> permit), "There is room for both.");
            permit.Dispose();
        });
        Thread("writer", () => Claim(_channel.Sender.TryWrite(1), "There is room for both."));
    }

    public override void Check() => Claim(_channel.Sender.FreeCapacity == 1, "One place is free.");
}

/// <summary>A permit is given back while another waits for the place: it is told (tokio's <c>reserve</c> after a permit was dropped).</summary>
internal sealed class PermitIsGivenBackToWhoWaits : Model
{
    // The side itself: what the sender makes of its wait goes on on the pool, out of sight.
    private readonly MpscChannel<int> _channel = new(1);

    public override void Arrange()
    {
        Claim(_channel.TryReserve(1) == WriteStatus.Written, "An empty channel has room.");
        Thread("holder", () => _channel.Unreserve(1));
        Thread("waiting", () =>
        {
            Claim(Await(_channel.ReserveAsync(1, default)), "The channel is open.");
            _channel.WriteReserved(1);
        });
        Thread("reader", () => Claim(Await(_channel.ReadAsync(default)) == 1, "The value comes."));
    }

    public override void Check() =>
        Claim(_channel.TryEnqueue(2) == WriteStatus.Written && _channel.TryEnqueue(3) == WriteStatus.Full, "The room is there again, once.");
}

/// <summary>A wait for two places stands before a wait for one, and is cancelled while a place is there: the one behind gets in.</summary>
internal sealed class CancelledReservationLetsTheNextIn : Model
{
    private readonly MpscChannel<int> _channel = new(2);

    public override void Arrange()
    {
        _channel.TryEnqueue(0);
        ValueTask<bool> many = _channel.ReserveAsync(2, Cancellation.Token);
        ValueTask behind = _channel.WriteAsync(1, default);
        Thread("canceller", Cancellation.Cancel);
        Thread("many", () =>
        {
            try
            {
                Await(many);
                Claim(false, "There is no room for two.");
            }
            catch (OperationCanceledException)
            {
            }
        });
        Thread("behind", () => Await(behind));
    }

    public override void Check() => ClaimEqual([0, 1], _channel.CloseAndTake(), "left");
}

/// <summary>The channel is closed while a permit is open: what it brings is received, and then comes the end (tokio's <c>reserve</c> beside <c>close</c>).</summary>
internal sealed class CloseMeetsPermit : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(1);
    private readonly List<int> _received = [];
    private Task? _completion;

    public override void Arrange()
    {
        _completion = _channel.Receiver.Completion;
        Claim(_channel.Sender.TryReserve(out Permit<int> permit), "An empty channel has room.");
        Thread("holder", () => permit.Write(1));
        Thread("closer", () => Claim(_channel.Receiver.Close() && _channel.Sender.IsClosed, "The only closer closes."));
        Thread("reader", () =>
        {
            while (Await(_channel.Receiver.WaitToReadAsync()))
                while (_channel.Receiver.TryRead(out int item)) _received.Add(item);
        });
    }

    public override void Check()
    {
        ClaimEqual([1], _received, "received");
        Claim(_completion!.IsCompletedSuccessfully, "Completion ends.");
    }
}

/// <summary>The channel is closed while a reservation is made: a permit that was got is good.</summary>
internal sealed class CloseMeetsReservation : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(null);
    private readonly List<int> _received = [];
    private readonly List<int> _written = [];

    public override void Arrange()
    {
        Thread("reserving", () =>
        {
            if (!_channel.Sender.TryReserve(out Permit<int> permit)) return;
            permit.Write(1);
            _written.Add(1);
        });
        Thread("closer", () => _channel.Receiver.Close());
        Thread("reader", () =>
        {
            while (Await(_channel.Receiver.WaitToReadAsync()))
                while (_channel.Receiver.TryRead(out int item)) _received.Add(item);
        });
    }

    public override void Check()
    {
        ClaimEqual(_written, _received, "received");
        Claim(_channel.Receiver.Completion.IsCompletedSuccessfully, "Completion ends.");
    }
}

/// <summary>The last permit of a closed channel is given back while the last value is read: Completion ends.</summary>
internal sealed class LastPermitMeetsLastRead : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(null);
    private Task? _completion;

    public override void Arrange()
    {
        _completion = _channel.Receiver.Completion;
        _channel.Sender.TryWrite(1);
        Claim(_channel.Sender.TryReserve(out Permit<int> permit), "There is always room.");
        _channel.Receiver.Close();
        Thread("holder", permit.Dispose);
        Thread("reader", () => Claim(_channel.Receiver.TryRead(out _), "The value is there."));
    }

    public override void Check() => Claim(_completion!.IsCompletedSuccessfully, "Completion ends.");
}

/// <summary>A weak sender becomes a sender while the last one leaves: it is open, or there is none (tokio's <c>weak_sender</c>).</summary>
internal sealed class UpgradeMeetsLastSender : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(null);
    private readonly List<int> _received = [];
    private bool _isWritten;

    public override void Arrange()
    {
        WeakSender<int> weak = _channel.Sender.Downgrade();
        Thread("leaver", _channel.Sender.Dispose);
        Thread("upgrader", () =>
        {
            if (weak.Upgrade() is not { } sender) return;
            _isWritten = sender.TryWrite(1);
            Claim(_isWritten, "A channel is open while it has a sender.");
            sender.Dispose();
        });
        Thread("reader", () =>
        {
            while (Await(_channel.Receiver.WaitToReadAsync()))
                while (_channel.Receiver.TryRead(out int item)) _received.Add(item);
        });
    }

    public override void Check() => ClaimEqual(_isWritten ? [1] : [], _received, "received");
}
