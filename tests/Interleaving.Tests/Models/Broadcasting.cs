using System.Threading.Channels;
using Channels;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>A lossless broadcast and what its readers got.</summary>
internal abstract class BroadcastModel : Model
{
    protected static List<int> Drain(Receiver<int> receiver)
    {
        List<int> values = [];
        while (receiver.TryRead(out int value)) values.Add(value);
        return values;
    }

    protected static void ReadAll(Receiver<int> receiver, List<int> into)
    {
        while (Await(receiver.WaitToReadAsync()))
        {
            while (receiver.TryRead(out int value)) into.Add(value);
        }
    }

    protected static void Read(Receiver<int> receiver, int count, List<int> into)
    {
        for (int i = 0; i < count; i++) into.Add(Await(receiver.ReadAsync()));
    }

    /// <summary>Whether a write was taken; it waits for room.</summary>
    protected static bool Write(Sender<int> sender, int value)
    {
        try
        {
            Await(sender.WriteAsync(value));
            return true;
        }
        catch (ChannelClosedException)
        {
            return false;
        }
    }
}

/// <summary>Two writers with room for one, and two receivers that are read in turns: both see the same order.</summary>
internal sealed class BroadcastWritesMeetReads : BroadcastModel
{
    private readonly BroadcastSender<int> _sender;
    private readonly BroadcastReceiver<int> _one;
    private readonly BroadcastReceiver<int> _two;
    private readonly List<int> _first = [];
    private readonly List<int> _second = [];

    public BroadcastWritesMeetReads()
    {
        (_sender, _one) = Broadcast.Lossless<int>(1);
        _two = _one.Clone();
    }

    public override void Arrange()
    {
        Thread("writer 1", () => Claim(Write(_sender, 1), "The channel is open."));
        Thread("writer 2", () => Claim(Write(_sender, 2), "The channel is open."));
        Thread("reader", () =>
        {
            Read(_one, 1, _first);
            Read(_two, 2, _second);
            Read(_one, 1, _first);
        });
    }

    public override void Check()
    {
        ClaimEqual([1, 2], _first.Order(), "received");
        ClaimEqual(_first, _second, "the second receiver");
        Claim(_sender.Count == 0, "What everybody has read is not kept.");
    }
}

/// <summary>A writer with room for one and two receivers on threads of their own: it waits for the slower, both are woken.</summary>
internal sealed class BroadcastWriterMeetsTwoReaders : BroadcastModel
{
    private readonly BroadcastSender<int> _sender;
    private readonly BroadcastReceiver<int> _one;
    private readonly BroadcastReceiver<int> _two;
    private readonly List<int> _first = [];
    private readonly List<int> _second = [];

    public BroadcastWriterMeetsTwoReaders()
    {
        (_sender, _one) = Broadcast.Lossless<int>(1);
        _two = _one.Clone();
    }

    public override void Arrange()
    {
        Thread("writer", () =>
        {
            for (int i = 1; i <= 2; i++) Claim(Write(_sender, i), "The channel is open.");
        });
        Thread("reader 1", () => Read(_one, 2, _first));
        Thread("reader 2", () =>
        {
            Claim(Await(_two.WaitToReadAsync()), "There is a value.");
            Read(_two, 2, _second);
        });
    }

    public override void Check()
    {
        ClaimEqual([1, 2], _first, "received");
        ClaimEqual([1, 2], _second, "the second receiver");
        Claim(_sender.Count == 0, "What everybody has read is not kept.");
    }
}

/// <summary>A writer waits for two receivers, one of which leaves without reading.</summary>
internal sealed class BroadcastDisposeMeetsWaitingWrite : BroadcastModel
{
    private readonly BroadcastSender<int> _sender;
    private readonly BroadcastReceiver<int> _reading;
    private readonly BroadcastReceiver<int> _leaving;
    private readonly List<int> _received = [];

    public BroadcastDisposeMeetsWaitingWrite()
    {
        (_sender, _reading) = Broadcast.Lossless<int>(1);
        _leaving = _reading.Clone();
    }

    public override void Arrange()
    {
        _sender.TryWrite(1);
        Thread("writer", () => Claim(Write(_sender, 2), "The channel is open."));
        Thread("leaver", _leaving.Dispose);
        Thread("reader", () => Read(_reading, 2, _received));
    }

    public override void Check()
    {
        ClaimEqual([1, 2], _received, "received");
        Claim(_sender.Count == 0 && _sender.FreeCapacity == 1, "What everybody has read is not kept.");
        Claim(_sender.TryWrite(3), "There is room.");
    }
}

/// <summary>A receiver is cloned while another thread writes and a third reads: the clone sees everything from its origin's position on.</summary>
internal sealed class BroadcastCloneMeetsWrite : BroadcastModel
{
    private readonly BroadcastSender<int> _sender;
    private readonly BroadcastReceiver<int> _origin;
    private readonly BroadcastReceiver<int> _other;
    private readonly List<int> _byOther = [];
    private BroadcastReceiver<int>? _clone;

    public BroadcastCloneMeetsWrite()
    {
        (_sender, _origin) = Broadcast.Lossless<int>(2);
        _other = _origin.Clone();
    }

    public override void Arrange()
    {
        _sender.TryWrite(1);
        Thread("writer", () => _sender.TryWrite(2));
        Thread("cloner", () =>
        {
            _clone = _origin.Clone();
            _origin.Dispose();
        });
        Thread("reader", () => Read(_other, 2, _byOther));
    }

    public override void Check()
    {
        ClaimEqual([1, 2], _byOther, "the other");
        ClaimEqual([1, 2], Drain(_clone!), "the clone");
        Claim(_sender.Count == 0, "What everybody has read is not kept.");
    }
}

/// <summary>The last receiver leaves while somebody writes and somebody subscribes: the write reaches the subscriber, or was refused, or went before.</summary>
internal sealed class BroadcastSubscribeMeetsWrite : BroadcastModel
{
    private readonly BroadcastSender<int> _sender;
    private readonly BroadcastReceiver<int> _last;
    private BroadcastReceiver<int>? _subscriber;
    private bool _isWritten;

    public BroadcastSubscribeMeetsWrite() => (_sender, _last) = Broadcast.Lossless<int>(1);

    public override void Arrange()
    {
        _sender.TryWrite(0);
        Thread("leaver", _last.Dispose);
        Thread("writer", () => _isWritten = Write(_sender, 1));
        Thread("subscriber", () => _subscriber = _sender.Subscribe());
    }

    public override void Check()
    {
        Claim(_sender.ReceiverCount == 1 && !_sender.IsClosed, "The subscriber holds the channel open.");
        List<int> received = Drain(_subscriber!);
        Claim(received is [] or [1], "It sees nothing of what was there before.");
        Claim(received is [] || _isWritten, "What was refused is not received.");
        Claim(_sender.Count == 0 && _sender.TryWrite(2), "There is room.");
    }
}

/// <summary>The end comes while a writer waits and two receivers read: both get what was accepted, and their end.</summary>
internal sealed class BroadcastCloseMeetsWaitingWrite : BroadcastModel
{
    private readonly BroadcastSender<int> _sender;
    private readonly BroadcastReceiver<int> _one;
    private readonly BroadcastReceiver<int> _two;
    private readonly List<int> _first = [];
    private bool _isWritten;

    public BroadcastCloseMeetsWaitingWrite()
    {
        (_sender, _one) = Broadcast.Lossless<int>(1);
        _two = _one.Clone();
    }

    public override void Arrange()
    {
        _sender.TryWrite(1);
        _two.TryRead(out _);
        Thread("writer", () => _isWritten = Write(_sender, 2));
        Thread("closer", () => _sender.TryComplete());
        Thread("reader", () => ReadAll(_one, _first));
    }

    public override void Check()
    {
        ClaimEqual(_isWritten ? [1, 2] : [1], _first, "the reader");
        ClaimEqual(_isWritten ? [2] : [], Drain(_two), "the other");
        Claim(_one.Completion.IsCompleted && _two.Completion.IsCompleted, "Both have ended.");
    }
}

/// <summary>Completion is asked for while the last value is read and the channel closes: it ends in any order.</summary>
internal sealed class BroadcastCompletionMeetsLastRead : BroadcastModel
{
    private readonly BroadcastSender<int> _sender;
    private readonly BroadcastReceiver<int> _receiver;
    private Task? _completion;

    public BroadcastCompletionMeetsLastRead() => (_sender, _receiver) = Broadcast.Lossless<int>(1);

    public override void Arrange()
    {
        _sender.TryWrite(1);
        Thread("closer", () => _sender.TryComplete());
        Thread("reader", () => _receiver.TryRead(out _));
        Thread("asker", () => _completion = _receiver.Completion);
    }

    public override void Check() => Claim(_completion!.IsCompleted, "A closed and drained receiver has ended.");
}

/// <summary>The first of two waiting writes is cancelled while the slowest receiver reads: it is in or not as it was told, and the second is not forgotten.</summary>
internal sealed class BroadcastCancelMeetsAdmission : BroadcastModel
{
    private readonly BroadcastSender<int> _sender;
    private readonly BroadcastReceiver<int> _receiver;
    private readonly List<int> _accepted = [0];
    private readonly List<int> _received = [];

    public BroadcastCancelMeetsAdmission() => (_sender, _receiver) = Broadcast.Lossless<int>(1);

    public override void Arrange()
    {
        _sender.TryWrite(0);
        ValueTask first = _sender.WriteAsync(1, Cancellation.Token);
        ValueTask second = _sender.WriteAsync(2);
        Thread("canceller", () =>
        {
            Cancellation.Cancel();
            try
            {
                Await(first);
                _accepted.Add(1);
            }
            catch (OperationCanceledException)
            {
            }
        });
        Thread("writer", () => Await(second));
        Thread("reader", () => Read(_receiver, 2, _received));
    }

    public override void Check()
    {
        _accepted.Add(2);
        _received.AddRange(Drain(_receiver));
        ClaimEqual(_accepted, _received, "received");
        Claim(_sender.TryWrite(3), "The line is empty, and there is room.");
    }
}

/// <summary>A reservation for two in front of a write for one is cancelled when there is room for one: the write comes in.</summary>
internal sealed class BroadcastCancelledReservationLetsOthersIn : BroadcastModel
{
    private readonly BroadcastSender<int> _sender;
    private readonly BroadcastReceiver<int> _receiver;

    public BroadcastCancelledReservationLetsOthersIn() => (_sender, _receiver) = Broadcast.Lossless<int>(2);

    public override void Arrange()
    {
        _sender.TryWrite(0);
        _sender.TryWrite(1);
        ValueTask<Permit<int>> two = _sender.ReserveAsync(2, Cancellation.Token);
        ValueTask one = _sender.WriteAsync(2);
        Thread("canceller", Cancellation.Cancel);
        Thread("writer", () => Await(one));
        Thread("reader", () => _receiver.TryRead(out _));
        _ = two;
    }

    public override void Check() => ClaimEqual([1, 2], Drain(_receiver), "received");
}

/// <summary>A read is cancelled while the value comes: it has the value, or the receiver still does; the other receiver has it anyway.</summary>
internal sealed class BroadcastCancelMeetsHandOver : BroadcastModel
{
    private readonly BroadcastSender<int> _sender;
    private readonly BroadcastReceiver<int> _one;
    private readonly BroadcastReceiver<int> _two;
    private readonly List<int> _first = [];
    private readonly List<int> _second = [];

    public BroadcastCancelMeetsHandOver()
    {
        (_sender, _one) = Broadcast.Lossless<int>(1);
        _two = _one.Clone();
    }

    public override void Arrange()
    {
        Thread("reader", () =>
        {
            try
            {
                _first.Add(Await(_one.ReadAsync(Cancellation.Token)));
            }
            catch (OperationCanceledException)
            {
                // A second try, with no token: the value has to come.
                Read(_one, 1, _first);
            }
        });
        Thread("writer", () => _sender.TryWrite(1));
        Thread("canceller", Cancellation.Cancel);
    }

    public override void Check()
    {
        Read(_two, 1, _second);
        ClaimEqual([1], _first, "the reader");
        ClaimEqual([1], _second, "the other");
        Claim(_sender.Count == 0, "What everybody has read is not kept.");
    }
}

/// <summary>The slowest receiver is cut off while it reads and a writer waits: it has read the value or was told, and the writer comes in.</summary>
internal sealed class BroadcastEvictionMeetsRead : BroadcastModel
{
    private readonly BroadcastSender<int> _sender;
    private readonly BroadcastReceiver<int> _slow;
    private readonly BroadcastReceiver<int> _fast;
    private readonly List<int> _read = [];
    private bool _isTold;

    public BroadcastEvictionMeetsRead()
    {
        (_sender, _slow) = Broadcast.Lossless<int>(1);
        _fast = _slow.Clone();
    }

    public override void Arrange()
    {
        _sender.TryWrite(1);
        _fast.TryRead(out _);
        Thread("writer", () => Claim(Write(_sender, 2), "The channel is open."));
        Thread("evictor", () => _sender.Evict(1));
        Thread("reader", () =>
        {
            try
            {
                Read(_slow, 2, _read);
            }
            catch (ChannelClosedException closed)
            {
                _isTold = closed.InnerException is ReceiverEvictedException;
            }
        });
    }

    public override void Check()
    {
        ClaimEqual(_isTold ? _read : [1, 2], _read, "the slow one");
        ClaimEqual(Enumerable.Range(1, _read.Count), _read, "in order");
        // It may be the fast one that was behind when the evictor looked, if the slow one had the second value already.
        List<int> rest = Drain(_fast);
        Claim(rest is [2] || (rest is [] && _sender.ReceiverCount < 2), "The fast one gets the second, or was cut off.");
        Claim(_sender.Count == 0, "What everybody has read is not kept.");
    }
}

/// <summary>The end waits for a permit that is used while receivers look for it.</summary>
internal sealed class BroadcastPermitMeetsClose : BroadcastModel
{
    private readonly BroadcastSender<int> _sender;
    private readonly BroadcastReceiver<int> _receiver;
    private readonly List<int> _received = [];
    private Permit<int> _permit;
    private Task? _completion;

    public BroadcastPermitMeetsClose() => (_sender, _receiver) = Broadcast.Lossless<int>(1);

    public override void Arrange()
    {
        _sender.TryReserve(out _permit);
        _completion = _receiver.Completion;
        Thread("writer", () => _permit.Write(1));
        Thread("closer", () => _sender.TryComplete());
        Thread("reader", () =>
        {
            Read(_receiver, 1, _received);
            Claim(!Await(_receiver.WaitToReadAsync()), "After the permit's value comes the end.");
        });
    }

    public override void Check()
    {
        ClaimEqual([1], _received, "received");
        Claim(_completion!.IsCompleted, "It has ended.");
    }
}
