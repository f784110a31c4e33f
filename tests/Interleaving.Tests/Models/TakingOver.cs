using System.Threading.Channels;
using Channels;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>Somebody closes the channel and takes what it holds while the reader reads: each value goes to one of them, in order.</summary>
internal sealed class TakeOverMeetsRead : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(null);
    private readonly List<int> _received = [];
    private IReadOnlyList<int> _left = [];

    public override void Arrange()
    {
        for (int i = 1; i <= 3; i++) _channel.Sender.TryWrite(i);
        Thread("reader", () =>
        {
            while (_channel.Receiver.TryRead(out int item)) _received.Add(item);
        });
        Thread("closer", () => _left = _channel.Sender.CloseAndTake());
    }

    public override void Check()
    {
        ClaimEqual([1, 2, 3], _received.Concat(_left), "received and left");
        Claim(_channel.Receiver.Completion.IsCompletedSuccessfully, "Completion ends.");
    }
}

/// <summary>The reader waits, a value comes, and somebody takes over: the wait ends, with the value or with the end.</summary>
internal sealed class TakeOverMeetsWaitingRead : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(1);
    private readonly List<int> _received = [];
    private IReadOnlyList<int> _left = [];
    private bool _isWritten;

    public override void Arrange()
    {
        Thread("reader", () =>
        {
            try
            {
                _received.Add(Await(_channel.Receiver.ReadAsync()));
            }
            catch (ChannelClosedException)
            {
            }
        });
        Thread("writer", () => _isWritten = _channel.Sender.TryWrite(1));
        Thread("closer", () => _left = _channel.Receiver.CloseAndTake());
    }

    public override void Check() => ClaimEqual(_isWritten ? [1] : [], _received.Concat(_left), "received and left");
}

/// <summary>A permit brings its value while somebody takes over: it is taken back, or let go of, and none is left in the ring.</summary>
internal sealed class TakeOverMeetsPermit : Model
{
    private readonly (Sender<Value> Sender, Receiver<Value> Receiver) _channel = Mpsc.Ring<Value>(1);
    private readonly Value _value = new();
    private IReadOnlyList<Value> _left = [];

    public override void Arrange()
    {
        Claim(_channel.Sender.TryReserve(out Permit<Value> permit), "An empty channel has room.");
        Thread("holder", () => permit.Write(_value));
        Thread("closer", () => _left = _channel.Receiver.CloseAndTake());
    }

    public override void Check()
    {
        Claim(_left.Count == 1 ^ _value.IsDisposed, "The value is handed back, or disposed.");
        Claim(_channel.Receiver.Completion.IsCompletedSuccessfully, "Completion ends.");
    }

    private sealed class Value : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}

/// <summary>Two take over at once: one of them gets what is there.</summary>
internal sealed class TwoTakeOver : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(null);
    private readonly List<int> _left = [];

    public override void Arrange()
    {
        _channel.Sender.TryWrite(1);
        _channel.Sender.TryWrite(2);
        Thread("closer 1", () => Take(_channel.Sender.CloseAndTake()));
        Thread("closer 2", () => Take(_channel.Receiver.CloseAndTake()));
    }

    public override void Check() => ClaimEqual([1, 2], _left, "left");

    private void Take(IReadOnlyList<int> left) => _left.AddRange(left);
}

/// <summary>A oneshot's value is looked at while somebody else takes it back: it is seen whole, or not at all.</summary>
internal sealed class OneshotPeekMeetsTakeOver : Model
{
    private readonly (OneshotSender<int> Sender, OneshotReceiver<int> Receiver) _channel = Oneshot.Create<int>();
    private IReadOnlyList<int> _left = [];

    public override void Arrange()
    {
        Thread("sender", () => _channel.Sender.TryWrite(7));
        Thread("reader", () => Claim(!_channel.Receiver.TryPeek(out int seen) || seen == 7, "What is seen is the value."));
        Thread("closer", () => _left = _channel.Receiver.CloseAndTake());
    }

    public override void Check() => Claim(_left.Count == 0 || _left[0] == 7, "What is taken back is the value.");
}
