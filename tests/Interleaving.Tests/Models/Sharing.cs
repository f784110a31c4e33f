using Channels;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>What the models of an MPMC channel have in common: a channel, what was accepted, and what was received.</summary>
internal abstract class SharingModel(int? capacity) : Model
{
    protected MpmcChannel<int> Channel { get; } = new(capacity);

    protected List<int> Accepted { get; } = [];

    protected List<int> Received { get; } = [];

    /// <summary>Reads, and once more without a token if the first was cancelled; nothing at the end.</summary>
    protected void Read(CancellationToken token = default)
    {
        try
        {
            Received.Add(Await(Channel.ReadAsync(token)));
        }
        catch (OperationCanceledException)
        {
            Read(CancellationToken.None);
        }
        catch (System.Threading.Channels.ChannelClosedException)
        {
        }
    }

    /// <summary>Writes; tells whether the value was taken.</summary>
    protected bool Write(int item, CancellationToken token = default)
    {
        try
        {
            Await(Channel.WriteAsync(item, token));
            Accepted.Add(item);
            return true;
        }
        catch (Exception refused) when (refused is OperationCanceledException or System.Threading.Channels.ChannelClosedException)
        {
            return false;
        }
    }

    /// <summary>Takes what is left; a few more than any model writes, for a channel that gives a value for ever.</summary>
    protected void Drain()
    {
        for (int i = 0; i < 8 && Channel.TryRead(out int left) == ReadStatus.Read; i++) Received.Add(left);
    }

    /// <summary>What was taken was received once, or is still there.</summary>
    protected void CheckConserved()
    {
        Drain();
        ClaimEqual(Accepted.Order(), Received.Order(), "received");
        Claim(Channel.Count == 0, "Nothing is held.");
        Claim(Channel.FreeCapacity is not { } free || free == Channel.Capacity, "All room is free.");
    }
}

/// <summary>A write, a read and the cancellation of that read.</summary>
internal sealed class SharedWriteMeetsReadAndCancel() : SharingModel(1)
{
    public override void Arrange()
    {
        Thread("reader", () => Read(Cancellation.Token));
        Thread("writer", () => Write(1));
        Thread("canceller", Cancellation.Cancel);
    }

    public override void Check()
    {
        ClaimEqual([1], Received, "received");
        CheckConserved();
    }
}

/// <summary>Two readers for one value, of whom one is cancelled: the other gets it, or the next one does.</summary>
internal sealed class TwoReadsMeetWriteAndCancel() : SharingModel(null)
{
    private bool _isCancelled;

    public override void Arrange()
    {
        ValueTask<int> first = Channel.ReadAsync(Cancellation.Token);
        ValueTask<int> second = Channel.ReadAsync(default);
        Thread("readers", () =>
        {
            try
            {
                Received.Add(Await(first));
                // Served first, so the second still waits.
                Write(2);
            }
            catch (OperationCanceledException)
            {
                _isCancelled = true;
            }

            Received.Add(Await(second));
        });
        Thread("writer", () => Write(1));
        Thread("canceller", Cancellation.Cancel);
    }

    public override void Check()
    {
        ClaimEqual(_isCancelled ? [1] : [1, 2], Received, "received");
        CheckConserved();
    }
}

/// <summary>Two waiting writers for one place, of whom the first is cancelled, and somebody who offers: nobody passes, nobody is forgotten.</summary>
internal sealed class SharedAdmissionMeetsCancel() : SharingModel(1)
{
    public override void Arrange()
    {
        Channel.TryWrite(0);
        Accepted.Add(0);
        ValueTask first = Channel.WriteAsync(1, Cancellation.Token);
        ValueTask second = Channel.WriteAsync(2, default);
        Thread("canceller", Cancellation.Cancel);
        Thread("writers", () =>
        {
            try
            {
                Await(first);
                Accepted.Add(1);
            }
            catch (OperationCanceledException)
            {
            }

            Await(second);
            Accepted.Add(2);
        });
        Thread("reader", () =>
        {
            Read();
            Claim(Channel.TryWrite(9) == WriteStatus.Full, "Nobody passes those who wait.");
            Read();
        });
    }

    public override void CheckAlways() => Claim(Channel.Count <= 1, "It holds no more than its capacity.");

    public override void Check()
    {
        Drain();
        ClaimEqual(Accepted, Received, "received");
        Claim(Channel.FreeCapacity == 1, "All room is free.");
    }
}

/// <summary>The end comes between a write and a read: what was accepted is received, and everybody learns of the end.</summary>
internal sealed class SharedCloseMeetsWriteAndRead() : SharingModel(1)
{
    private bool _isEnded;

    public override void Arrange()
    {
        Thread("writer", () =>
        {
            if (Write(1)) Write(2);
        });
        Thread("closer", () => Channel.TryComplete(null));
        Thread("reader", () =>
        {
            Task completion = Channel.Completion;
            while (Await(Channel.WaitToReadAsync(default)))
            {
                if (Channel.TryRead(out int item) == ReadStatus.Read) Received.Add(item);
            }

            WaitUntil(() => completion.IsCompleted);
            _isEnded = Channel.Closed.IsCompleted;
        });
    }

    public override void Check()
    {
        ClaimEqual(Accepted, Received, "received");
        Claim(_isEnded, "The reader finds the end.");
    }
}

/// <summary>An open permit, the end, and a reader: the reader gets the permit's value, and then the end.</summary>
internal sealed class PermitMeetsCloseAndRead() : SharingModel(1)
{
    private bool _sawEnd;

    public override void Arrange()
    {
        Channel.TryReserve(1);
        Thread("permit", () =>
        {
            Accepted.Add(1);
            Channel.WriteReserved(1);
        });
        Thread("closer", () => Channel.TryComplete(null));
        Thread("reader", () =>
        {
            Received.Add(Await(Channel.ReadAsync(default)));
            _sawEnd = !Await(Channel.WaitToReadAsync(default));
        });
    }

    public override void Check()
    {
        Claim(_sawEnd, "The end comes after the permit's value.");
        CheckConserved();
    }
}

/// <summary>A permit that is given back after the end, while two readers wait.</summary>
internal sealed class UnusedPermitMeetsCloseAndReads() : SharingModel(1)
{
    private int _ended;

    public override void Arrange()
    {
        Channel.TryReserve(1);
        Thread("permit", () => Channel.Unreserve(1));
        Thread("closer", () => Channel.TryComplete(null));
        Thread("reader", () =>
        {
            Read();
            if (!Await(Channel.WaitToReadAsync(default))) _ended++;
        });
    }

    public override void Check()
    {
        Claim(_ended == 1, "Everybody finds the end.");
        CheckConserved();
    }
}

/// <summary>A reservation for two is cancelled while a writer for one stands behind it.</summary>
internal sealed class ReservationMeetsCancel() : SharingModel(2)
{
    public override void Arrange()
    {
        Channel.TryWrite(0);
        Accepted.Add(0);
        ValueTask<bool> two = Channel.ReserveAsync(2, Cancellation.Token);
        ValueTask behind = Channel.WriteAsync(1, default);
        Thread("canceller", Cancellation.Cancel);
        Thread("reserver", () =>
        {
            try
            {
                Claim(Await(two), "The channel is open.");
                Channel.Unreserve(2);
            }
            catch (OperationCanceledException)
            {
            }
        });
        Thread("writer", () =>
        {
            Await(behind);
            Accepted.Add(1);
        });
    }

    public override void Check() => CheckConserved();
}

/// <summary>A write and a read meet with no room in between, and the write may be cancelled.</summary>
internal sealed class RendezvousMeetsCancel() : SharingModel(0)
{
    public override void Arrange()
    {
        Thread("writer", () =>
        {
            if (!Write(1, Cancellation.Token)) Write(2);
        });
        Thread("reader", () => Read());
        Thread("canceller", Cancellation.Cancel);
    }

    public override void CheckAlways() => Claim(Channel.Count == 0, "It holds nothing.");

    public override void Check()
    {
        Claim(Received.Count == 1, "One value is handed over.");
        CheckConserved();
    }
}

/// <summary>Two look for one value, by hints: both are told in the end, though one takes what the other was told of.</summary>
internal sealed class SharedHintsMeetWrites() : SharingModel(1)
{
    public override void Arrange()
    {
        Thread("reader 1", ReadOne);
        Thread("reader 2", ReadOne);
        Thread("writer", () =>
        {
            Write(1);
            Write(2);
        });
    }

    public override void Check() => CheckConserved();

    private void ReadOne()
    {
        while (true)
        {
            Claim(Await(Channel.WaitToReadAsync(default)), "The channel is open.");
            if (Channel.TryRead(out int item) != ReadStatus.Read) continue;
            Received.Add(item);
            return;
        }
    }
}

/// <summary>A weak handle is upgraded while the last handle goes: there is a handle to an open channel, or none.</summary>
internal sealed class UpgradeMeetsLastDispose : Model
{
    private readonly (Sender<int> Sender, SharedReceiver<int> Receiver) _channel = Mpmc.Bounded<int>(1);
    private bool _isUpgraded;

    public override void Arrange()
    {
        WeakReceiver<int> weak = _channel.Receiver.Downgrade();
        Thread("owner", _channel.Receiver.Dispose);
        Thread("upgrader", () =>
        {
            if (weak.Upgrade() is not { } upgraded) return;
            _isUpgraded = true;
            Claim(!upgraded.IsClosed, "A channel with a receiver is open.");
            upgraded.Dispose();
        });
        Thread("writer", () => _channel.Sender.TryWrite(1));
    }

    public override void Check()
    {
        Claim(_channel.Sender.ReceiverCount == 0, $"Nobody is left (upgraded: {_isUpgraded}).");
        Claim(_channel.Sender.IsClosed && _channel.Sender.Count == 0, "The last one closes the channel and takes what it held.");
    }
}
