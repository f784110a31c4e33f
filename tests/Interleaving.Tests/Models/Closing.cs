using Channels;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>A writer, a closer and a consumer that goes to sleep: what was accepted is received, and the consumer learns of the end.</summary>
internal sealed class CloseMeetsWriteAndPark : Model
{
    private readonly SleepyQueue _queue = new();
    private readonly List<int> _accepted = [];
    private bool _hasClosed;

    public override void Arrange()
    {
        Thread("writer", () =>
        {
            for (int i = 1; i <= 2; i++)
                if (_queue.TryEnqueue(i) == WriteStatus.Written) _accepted.Add(i);
        });
        Thread("closer", () => _hasClosed = _queue.Close());
        Thread("consumer", () => _queue.Consume());
    }

    public override void Check()
    {
        Claim(_hasClosed && _queue.IsClosed, "The only closer closes.");
        ClaimEqual(_accepted, _queue.Received, "received");
        _queue.CheckAtRest();
    }
}

/// <summary>Two closers with an error each, and a reader that waits: one of them closes, and the reader gets its error.</summary>
internal sealed class TwoCompletesMeetRead : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(null);
    private readonly Exception[] _errors = [new InvalidTimeZoneException(), new NotSupportedException()];
    private readonly bool[] _isFirst = new bool[2];
    private Exception? _thrown;

    public override void Arrange()
    {
        Thread("closer 1", () => Complete(0));
        Thread("closer 2", () => Complete(1));
        Thread("reader", () =>
        {
            try
            {
                Await(_channel.Receiver.WaitToReadAsync());
            }
            catch (Exception thrown) when (_errors.Contains(thrown))
            {
                _thrown = thrown;
            }
        });
    }

    public override void Check()
    {
        Claim(_isFirst[0] ^ _isFirst[1], "One of two closers closes.");
        Claim(ReferenceEquals(_thrown, _errors[_isFirst[0] ? 0 : 1]), "The reader gets the error of the one who closed.");
    }

    private void Complete(int closer)
    {
        _isFirst[closer] = _channel.Sender.TryComplete(_errors[closer]);
        Claim(_channel.Receiver.IsClosed, "When TryComplete returns the channel is closed, whoever closed it.");
    }
}

/// <summary>The last value is read while the channel ends and somebody asks for Completion.</summary>
internal sealed class LastReadMeetsEnd : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(null);
    private Task? _completion;

    public override void Arrange()
    {
        _channel.Sender.TryWrite(1);
        Thread("reader", () => Claim(_channel.Receiver.TryRead(out int item) && item == 1, "The value is there."));
        Thread("closer", () => _channel.Sender.TryComplete());
        Thread("observer", () => _completion = _channel.Receiver.Completion);
    }

    public override void Check() => Claim(_completion is { IsCompletedSuccessfully: true }, "Completion ends.");
}

/// <summary>The same with a bound and a Completion that was asked for before.</summary>
internal sealed class LastReadMeetsEndOfBounded : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(2);
    private Task? _completion;

    public override void Arrange()
    {
        _channel.Sender.TryWrite(1);
        _completion = _channel.Receiver.Completion;
        Thread("reader", () =>
        {
            Claim(Await(_channel.Receiver.ReadAsync()) == 1, "The value is there.");
            Claim(!Await(_channel.Receiver.WaitToReadAsync()), "Then comes the end.");
        });
        Thread("closer", () => _channel.Sender.TryComplete());
    }

    public override void Check() => Claim(_completion is { IsCompletedSuccessfully: true }, "Completion ends.");
}

/// <summary>A receiver is disposed while values come in: none is left behind.</summary>
internal sealed class DropMeetsWrite : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(null);

    public override void Arrange()
    {
        Thread("writer 1", () => _channel.Sender.TryWrite(1));
        Thread("writer 2", () => _channel.Sender.TryWrite(2));
        Thread("receiver", () => _channel.Receiver.Dispose());
    }

    public override void Check()
    {
        Claim(_channel.Sender.IsClosed && _channel.Sender.Count == 0, "The channel is closed and empty.");
        Claim(_channel.Receiver.Completion.IsCompletedSuccessfully, "Completion ends.");
    }
}

/// <summary>Two senders write and leave; the reader gets everything and then the end.</summary>
internal sealed class SendersLeave : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(null);
    private readonly List<int> _received = [];

    public override void Arrange()
    {
        Sender<int> clone = _channel.Sender.Clone();
        Thread("sender 1", () => WriteAndLeave(_channel.Sender, 1));
        Thread("sender 2", () => WriteAndLeave(clone, 2));
        Thread("reader", () =>
        {
            while (Await(_channel.Receiver.WaitToReadAsync()))
                while (_channel.Receiver.TryRead(out int item)) _received.Add(item);
        });
    }

    public override void Check() => ClaimEqual([1, 2], _received.Order(), "received");

    private static void WriteAndLeave(Sender<int> sender, int item)
    {
        Claim(sender.TryWrite(item), "A channel is open while it has a sender.");
        sender.Dispose();
    }
}

/// <summary>A sender is cloned while another is disposed, twice at once: the count ends at zero and not before.</summary>
internal sealed class CloneMeetsDispose : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(null);

    public override void Arrange()
    {
        Sender<int> second = _channel.Sender.Clone();
        Thread("cloner", () =>
        {
            Sender<int> third = _channel.Sender.Clone();
            _channel.Sender.Dispose();
            Claim(third.TryWrite(1), "A channel is open while it has a sender.");
            third.Dispose();
        });
        Thread("leaver 1", second.Dispose);
        Thread("leaver 2", second.Dispose);
    }

    public override void Check()
    {
        Claim(_channel.Receiver.IsClosed, "The last sender closes the channel.");
        Claim(_channel.Receiver.TryRead(out int item) && item == 1, "What was written is there.");
    }
}

/// <summary>A sender is cloned while it is disposed itself, and it is the last: there is a clone and an open channel, or neither.</summary>
internal sealed class CloneMeetsItsOwnDispose : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(null);
    private bool _isCloned;

    public override void Arrange()
    {
        Thread("cloner", () =>
        {
            try
            {
                using Sender<int> clone = _channel.Sender.Clone();
                _isCloned = true;
                Claim(clone.TryWrite(1), "A channel is open while it has a sender.");
            }
            catch (ObjectDisposedException)
            {
            }
        });
        Thread("leaver", _channel.Sender.Dispose);
    }

    public override void Check()
    {
        Claim(_channel.Receiver.IsClosed, "The last sender closes the channel.");
        Claim(_channel.Receiver.TryRead(out _) == _isCloned, "What was written is there.");
    }
}

/// <summary>A receiver that looks asks whether more may come, while the last value and the end do: it is not told of the end before it has the value.</summary>
internal sealed class LookMeetsLastValueAndEnd : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(null);
    private ReadStatus _status;

    public override void Arrange()
    {
        Thread("sender", () =>
        {
            _channel.Sender.TryWrite(1);
            _channel.Sender.Dispose();
        });
        Thread("receiver", () => _channel.Receiver.TryRead(out _, out _status));
    }

    public override void Check() =>
        Claim(_status == ReadStatus.Read || (_status == ReadStatus.Empty && _channel.Receiver.TryRead(out _)), $"The value was read, or it is still there after {_status}.");
}
