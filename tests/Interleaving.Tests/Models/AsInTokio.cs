using System.Threading.Channels;
using Channels;
using Channels.Atomics;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

// What tokio checks of its mpsc and oneshot channels with loom, for the kinds that are here. A sender that waits for the
// end of the channel stands as one that waits for room in a full one: that is how it learns of it.

/// <summary>A value and the end of its sender, with a bound (<c>closing_tx</c>; kanal's <c>recv_races_sender_drop</c>).</summary>
internal sealed class SenderLeavesBounded() : SenderLeaves(Mpsc.Ring<int>(16));

/// <summary>The same without (<c>closing_unbounded_tx</c>).</summary>
internal sealed class SenderLeavesUnbounded() : SenderLeaves(Mpsc.Ring<int>(null));

internal abstract class SenderLeaves((Sender<int> Sender, Receiver<int> Receiver) channel) : Model
{
    private int _received;
    private bool _hasEnded;

    public override void Arrange()
    {
        Thread("sender", () =>
        {
            Claim(channel.Sender.TryWrite(1), "The channel is open while it has a sender.");
            channel.Sender.Dispose();
        });
        Thread("reader", () =>
        {
            _received = Await(channel.Receiver.ReadAsync());
            try
            {
                Await(channel.Receiver.ReadAsync());
            }
            catch (ChannelClosedException)
            {
                _hasEnded = true;
            }
        });
    }

    public override void Check() => Claim(_received == 1 && _hasEnded, "The reader gets the value and then the end.");
}

/// <summary>The receiver goes while two senders wait for what may come (<c>closing_bounded_rx</c>).</summary>
internal sealed class DropMeetsTwoWaitingSenders : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(1);
    private int _told;

    public override void Arrange()
    {
        _channel.Sender.TryWrite(0);
        Thread("sender 1", AwaitTheEnd);
        Thread("sender 2", AwaitTheEnd);
        Thread("receiver", _channel.Receiver.Dispose);
    }

    public override void Check() => Claim(_told == 2, "Both senders are told.");

    private void AwaitTheEnd()
    {
        if (!Await(_channel.Sender.WaitToWriteAsync())) _told++;
    }
}

/// <summary>The same without a bound, where nobody ever waits: after the end every sender is told at once (<c>closing_unbounded_rx</c>).</summary>
internal sealed class DropMeetsTwoSendersOfUnbounded : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(null);
    private bool _isDropped;

    public override void Arrange()
    {
        Thread("sender 1", Write);
        Thread("sender 2", Write);
        Thread("receiver", () =>
        {
            _channel.Receiver.Dispose();
            _isDropped = true;
        });
    }

    public override void Check() => Claim(!Await(_channel.Sender.WaitToWriteAsync()), "A closed channel is not waited for.");

    private void Write()
    {
        bool wasDropped = _isDropped;
        bool isWritten = _channel.Sender.TryWrite(1, out WriteStatus status);
        Claim(!isWritten || !wasDropped, "Nothing is written after the receiver went.");
        Claim(isWritten || status == WriteStatus.Closed, "An unbounded channel is never full.");
    }
}

/// <summary>One thread writes, one waits for the end, and the receiver takes the value and goes (<c>closing_and_sending</c>).</summary>
internal sealed class EndIsAwaitedBesideWriteAndRead : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(1);
    private int _received;

    public override void Arrange()
    {
        Thread("writer", () => Claim(_channel.Sender.TryWrite(1), "The receiver waits for the value before it goes."));
        Thread("waiting", () =>
        {
            WaitUntil(() => _channel.Sender.IsClosed);
            Claim(!Await(_channel.Sender.WaitToWriteAsync()), "The channel stays closed.");
        });
        Thread("receiver", () =>
        {
            _received = Await(_channel.Receiver.ReadAsync());
            _channel.Receiver.Dispose();
        });
    }

    public override void Check() => Claim(_received == 1, "The value is received.");
}

/// <summary>Two senders leave while the reader waits: one of them ends it (<c>dropping_tx</c>).</summary>
internal sealed class SendersLeaveWithoutAWordBounded() : SendersLeaveWithoutAWord(Mpsc.Ring<int>(16));

/// <summary>The same without a bound (<c>dropping_unbounded_tx</c>).</summary>
internal sealed class SendersLeaveWithoutAWordUnbounded() : SendersLeaveWithoutAWord(Mpsc.Ring<int>(null));

internal abstract class SendersLeaveWithoutAWord((Sender<int> Sender, Receiver<int> Receiver) channel) : Model
{
    private bool _hasMore = true;

    public override void Arrange()
    {
        Sender<int> other = channel.Sender.Clone();
        Thread("sender 1", channel.Sender.Dispose);
        Thread("sender 2", other.Dispose);
        Thread("reader", () => _hasMore = Await(channel.Receiver.WaitToReadAsync()));
    }

    public override void Check() => Claim(!_hasMore, "The reader gets the end.");
}

/// <summary>Two threads take and put back in turns, never more than there are values: a look is never in vain and a place is never missing (<c>try_recv</c>).</summary>
internal sealed class TakeAndPutBack : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(2);
    // One reader at a time.
    private readonly Gate _reading = new();

    public override void Arrange()
    {
        _channel.Sender.TryWrite(1);
        _channel.Sender.TryWrite(2);
        Thread("one", Take);
        Thread("other", Take);
    }

    public override void Check() => Claim(_channel.Receiver.Count == 2, "Both are back.");

    private void Take()
    {
        int item;
        using (_reading.Enter()) Claim(_channel.Receiver.TryRead(out item), "As many values are in the channel as threads take one.");
        Claim(_channel.Sender.TryWrite(item), "Where a value was taken there is room.");
    }
}

/// <summary>Who has written sees that the channel is not empty, whatever others are about to write (<c>len_nonzero_after_send</c>, <c>nonempty_after_send</c>).</summary>
internal sealed class CountAfterWrite : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(10);

    public override void Arrange()
    {
        Thread("sender 1", Write);
        Thread("sender 2", Write);
    }

    public override void Check() => Claim(_channel.Receiver.Count == 2, "Both are there.");

    private void Write()
    {
        Claim(_channel.Sender.TryWrite(1), "There is room.");
        Claim(_channel.Sender.Count is 1 or 2, "What was written counts.");
    }
}

/// <summary>A wait for the value is begun by one thread and awaited by another (<c>changing_rx_task</c>).</summary>
internal sealed class OneshotReaderChangesHands : OneshotModel
{
    public override void Arrange()
    {
        ValueTask<int> wait = default;
        bool hasBegun = false;
        Thread("sender", Write);
        Thread("first", () =>
        {
            wait = Receiver.ReadAsync();
            hasBegun = true;
        });
        Thread("second", () =>
        {
            WaitUntil(() => hasBegun);
            Received = Await(wait);
        });
    }

    public override void Check()
    {
        Claim(IsWritten, "Nothing is in the way of the value.");
        CheckThatWrittenIsReceived();
    }
}

/// <summary>The receiver closes and then looks, while the value is on its way (<c>try_recv_close</c>).</summary>
internal sealed class OneshotCloseAndLookMeetWrite : OneshotModel
{
    public override void Arrange()
    {
        Thread("sender", Write);
        Thread("receiver", () =>
        {
            Receiver.Close();
            if (Receiver.TryRead(out int item, out ReadStatus status)) Received = item;
            else Claim(status == ReadStatus.Closed, "After the close it is there or it will never be.");
        });
    }

    public override void Check() => CheckThatWrittenIsReceived();
}

/// <summary>The receiver closes and then waits, while the value is on its way (<c>recv_closed</c>).</summary>
internal sealed class OneshotCloseAndWaitMeetWrite : OneshotModel
{
    public override void Arrange()
    {
        Thread("sender", Write);
        Thread("receiver", () =>
        {
            Receiver.Close();
            Read();
        });
    }

    public override void Check() => CheckThatWrittenIsReceived();
}

/// <summary>The receiver goes, and the sender learns of it before it writes or when it does (<c>changing_tx_task</c>).</summary>
internal sealed class OneshotSenderLearnsOfDrop : OneshotModel
{
    public override void Arrange()
    {
        Thread("receiver", Receiver.Dispose);
        Thread("sender", () =>
        {
            bool wasClosed = Sender.IsClosed;
            Claim(Await(Sender.WaitToWriteAsync()) || Sender.IsClosed, "The end is for good.");
            Write();
            Claim(!wasClosed || !IsWritten, "Nothing is written after the end.");
        });
        Thread("other", () => WaitUntil(() => Sender.IsClosed));
    }

    public override void Check() => Claim(Receiver.Completion.IsCompletedSuccessfully, "The value is dropped or refused: nothing is left.");
}

/// <summary>Somebody looks at the value without taking it while it comes and is awaited.</summary>
internal sealed class OneshotPeekMeetsWrite : OneshotModel
{
    public override void Arrange()
    {
        Thread("sender", Write);
        Thread("receiver", () =>
        {
            if (Receiver.TryPeek(out int item)) Claim(item == 1 && Receiver.Count == 1, "What is seen is there.");
            Read();
        });
    }

    public override void Check() => CheckThatWrittenIsReceived();
}
