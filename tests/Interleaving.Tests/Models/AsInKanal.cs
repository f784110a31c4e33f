using System.Threading.Channels;
using Channels;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

// What kanal checks of itself with loom, for the kinds that are here. Its hand-over without a buffer stands as one with a
// single place: what races there is the same, a writer that waits and a reader that makes way.

/// <summary>A value of several words comes through whole (kanal's <c>rendezvous_handoff_big_payload</c>).</summary>
internal sealed class LargeValueIsHandedOver : Model
{
    private readonly (Sender<Large> Sender, Receiver<Large> Receiver) _channel = Mpsc.Ring<Large>(1);
    private Large _received;

    public override void Arrange()
    {
        Thread("writer", () => Await(_channel.Sender.WriteAsync(new Large(1, 2, 3, 4))));
        Thread("reader", () => _received = Await(_channel.Receiver.ReadAsync()));
    }

    public override void Check() => Claim(_received == new Large(1, 2, 3, 4), $"The value is whole: {_received}.");

    private readonly record struct Large(long First, long Second, long Third, long Fourth);
}

/// <summary>The first value lies in the buffer, the second waits in line: they keep their order (<c>bounded_one_queue_then_signal</c>, <c>rendezvous_two_messages_in_order</c>).</summary>
internal sealed class BufferAndLineKeepOrder : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(1);
    private readonly List<int> _received = [];

    public override void Arrange()
    {
        Thread("writer", () =>
        {
            Await(_channel.Sender.WriteAsync(1));
            Await(_channel.Sender.WriteAsync(2));
        });
        Thread("reader", () =>
        {
            for (int i = 0; i < 2; i++) _received.Add(Await(_channel.Receiver.ReadAsync()));
        });
    }

    public override void Check() => ClaimEqual([1, 2], _received, "received");
}

/// <summary>Two senders, one place, a reader that waits for each (<c>bounded_one_two_senders</c>, <c>rendezvous_two_senders</c>).</summary>
internal sealed class TwoSendersForOnePlace : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(1);
    private readonly List<int> _received = [];

    public override void Arrange()
    {
        Sender<int> other = _channel.Sender.Clone();
        Thread("sender 1", () => Await(_channel.Sender.WriteAsync(1)));
        Thread("sender 2", () => Await(other.WriteAsync(2)));
        Thread("reader", () =>
        {
            for (int i = 0; i < 2; i++) _received.Add(Await(_channel.Receiver.ReadAsync()));
        });
    }

    public override void Check() => ClaimEqual([1, 2], _received.Order(), "received");
}

/// <summary>Two values and the end of their sender, each awaited (<c>unbounded_send_recv_close</c>).</summary>
internal sealed class WritesAndTheEndAreAwaited : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(null);
    private readonly List<int> _received = [];
    private bool _hasEnded;

    public override void Arrange()
    {
        Thread("sender", () =>
        {
            _channel.Sender.TryWrite(1);
            _channel.Sender.TryWrite(2);
            _channel.Sender.Dispose();
        });
        Thread("reader", () =>
        {
            try
            {
                while (true) _received.Add(Await(_channel.Receiver.ReadAsync()));
            }
            catch (ChannelClosedException)
            {
                _hasEnded = true;
            }
        });
    }

    public override void Check()
    {
        Claim(_hasEnded, "The reader gets the end.");
        ClaimEqual([1, 2], _received, "received");
    }
}

/// <summary>A write waits while the receiver goes, which makes room too late: the write fails (<c>send_races_receiver_drop</c>, <c>async_send_races_receiver_drop</c>).</summary>
internal sealed class WaitingWriteMeetsDrop : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(1);
    private bool _hasFailed;

    public override void Arrange()
    {
        _channel.Sender.TryWrite(0);
        Thread("writer", () =>
        {
            try
            {
                Await(_channel.Sender.WriteAsync(1));
            }
            catch (ChannelClosedException)
            {
                _hasFailed = true;
            }
        });
        Thread("receiver", _channel.Receiver.Dispose);
    }

    public override void Check()
    {
        Claim(_hasFailed, "Nobody is left to write to.");
        Claim(_channel.Sender.Count == 0 && _channel.Receiver.Completion.IsCompletedSuccessfully, "The channel is empty and at its end.");
    }
}

/// <summary>A look that may be in vain, and then a wait, beside a writer (<c>try_recv_polls_concurrent_send</c>).</summary>
internal sealed class LooksMeetWrite : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(1);
    private int _received;

    public override void Arrange()
    {
        Thread("writer", () => _channel.Sender.TryWrite(3));
        Thread("reader", () =>
        {
            for (int look = 0; look < 2; look++)
            {
                if (_channel.Receiver.TryRead(out _received, out ReadStatus status)) return;
                Claim(status == ReadStatus.Empty, "A look in vain says that the channel is empty, not that it ended.");
            }

            _received = Await(_channel.Receiver.ReadAsync());
        });
    }

    public override void Check() => Claim(_received == 3, "The value is received.");
}

/// <summary>Two writes are begun before the first is done, as <c>send_many</c> would: they stand in line in their order (<c>send_many_rendezvous_in_order</c>, <c>async_send_many_rendezvous</c>).</summary>
internal sealed class WritesBegunTogetherKeepOrder : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(1);
    private readonly List<int> _received = [];

    public override void Arrange()
    {
        Thread("writer", () =>
        {
            ValueTask first = _channel.Sender.WriteAsync(1);
            ValueTask second = _channel.Sender.WriteAsync(2);
            ValueTask third = _channel.Sender.WriteAsync(3);
            Await(first);
            Await(second);
            Await(third);
        });
        Thread("reader", () =>
        {
            for (int i = 0; i < 3; i++) _received.Add(Await(_channel.Receiver.ReadAsync()));
        });
    }

    public override void Check() => ClaimEqual([1, 2, 3], _received, "received");
}

/// <summary>A reader takes all there is at each waking, and with it lets in those who wait (<c>drain_into_blocking_two_senders</c>).</summary>
internal sealed class DrainMeetsTwoWaitingSenders : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(1);
    private readonly List<int> _received = [];

    public override void Arrange()
    {
        Thread("sender 1", () => Await(_channel.Sender.WriteAsync(1)));
        Thread("sender 2", () => Await(_channel.Sender.WriteAsync(2)));
        Thread("reader", () =>
        {
            while (_received.Count < 2)
            {
                Claim(Await(_channel.Receiver.WaitToReadAsync()), "The channel is open.");
                while (_channel.Receiver.TryRead(out int item)) _received.Add(item);
            }
        });
    }

    public override void Check() => ClaimEqual([1, 2], _received.Order(), "received");
}

/// <summary>The same with one writer who never waits, until the end (<c>async_drain_into_blocking</c>).</summary>
internal sealed class DrainMeetsWritesAndTheEnd : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(4);
    private readonly List<int> _received = [];

    public override void Arrange()
    {
        Thread("sender", () =>
        {
            for (int i = 1; i <= 2; i++) _channel.Sender.TryWrite(i);
            _channel.Sender.Dispose();
        });
        Thread("reader", () =>
        {
            while (Await(_channel.Receiver.WaitToReadAsync()))
                while (_channel.Receiver.TryRead(out int item)) _received.Add(item);
        });
    }

    public override void Check() => ClaimEqual([1, 2], _received, "received");
}

/// <summary>A read is begun and never awaited, and its receiver goes, while a value comes (<c>async_recv_future_drop_races_sender</c>).</summary>
internal sealed class AbandonedReadMeetsWriteAndDrop : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(1);
    private int _received;
    private bool _isWritten;

    public override void Arrange()
    {
        Thread("writer", () => _isWritten = _channel.Sender.TryWrite(1));
        Thread("receiver", () =>
        {
            ValueTask<int> abandoned = _channel.Receiver.ReadAsync();
            // One that was there at once was taken.
            if (abandoned.IsCompletedSuccessfully) _received = abandoned.Result;
            _channel.Receiver.Dispose();
        });
    }

    public override void Check()
    {
        Claim(_isWritten || _received == 0, "What was refused is not received.");
        Claim(_channel.Sender.IsClosed && _channel.Sender.Count == 0, "The channel is closed and empty.");
        Claim(_channel.Receiver.Completion.IsCompletedSuccessfully, "Completion ends.");
    }
}
