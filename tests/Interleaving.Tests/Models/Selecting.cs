using Channels;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>A model with a select, which is driven here step by step: its own loop is an async method.</summary>
internal abstract class SelectModel : Model
{
    protected SelectCase? Next(Select select, CancellationToken cancellationToken = default)
    {
        if (select.TryNext() is { } ready) return ready;
        while (true)
        {
            SelectCase? winner = null;
            try
            {
                winner = Await(select.StandInLinesAsync(cancellationToken));
            }
            finally
            {
                select.LeaveLines();
            }

            if (select.TryEndWait(winner, out SelectCase? done)) return done;
        }
    }

    protected static int Value(SelectCase? chosen) => ((SelectRead<int>)chosen!).TryGet(out int value) ? value : 0;
}

/// <summary>Two channels are written while a select waits on both: each value is read once, one in each wait.</summary>
internal abstract class TwoWritesMeetASelect(Receiver<int> first, Sender<int> toFirst, Receiver<int> second, Sender<int> toSecond) : SelectModel
{
    private readonly Select _select = new(SelectOrder.Declared);
    private int _sum;

    public override void Arrange()
    {
        _select.Read(first);
        _select.Read(second);
        Thread("select", () =>
        {
            _sum += Value(Next(_select));
            _sum += Value(Next(_select));
        });
        Thread("first", () => toFirst.TryWrite(1));
        Thread("second", () => toSecond.TryWrite(2));
    }

    public override void Check()
    {
        Claim(_sum == 3, "Both values are read.");
        Claim(!first.TryRead(out _) && !second.TryRead(out _), "None of them is left.");
    }
}

internal sealed class TwoMpscWritesMeetASelect : TwoWritesMeetASelect
{
    public TwoMpscWritesMeetASelect()
        : this(Mpsc.Unbounded<int>(), Mpsc.Unbounded<int>())
    {
    }

    private TwoMpscWritesMeetASelect((Sender<int> Sender, Receiver<int> Receiver) first, (Sender<int> Sender, Receiver<int> Receiver) second)
        : base(first.Receiver, first.Sender, second.Receiver, second.Sender)
    {
    }
}

internal sealed class TwoMpmcWritesMeetASelect : TwoWritesMeetASelect
{
    public TwoMpmcWritesMeetASelect()
        : this(Mpmc.Unbounded<int>(), Mpmc.Unbounded<int>())
    {
    }

    private TwoMpmcWritesMeetASelect((Sender<int> Sender, SharedReceiver<int> Receiver) first, (Sender<int> Sender, SharedReceiver<int> Receiver) second)
        : base(first.Receiver, first.Sender, second.Receiver, second.Sender)
    {
    }
}

/// <summary>A select that was won by another channel gives the reader's place back: the plain read that follows gets the next value.</summary>
internal sealed class SelectGivesTheReadersPlaceBack : SelectModel
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _won = Mpsc.Unbounded<int>();
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _left = Mpsc.Unbounded<int>();
    private readonly Select _select = new(SelectOrder.Declared);
    private SelectRead<int> _readWon = null!;
    private bool _isLastRead;

    public override void Arrange()
    {
        _readWon = _select.Read(_won.Receiver);
        _select.Read(_left.Receiver);
        Thread("select", () =>
        {
            bool isWon = Next(_select) == _readWon;
            // Plain reads, at the place where the select stood.
            Await(_left.Receiver.ReadAsync());
            _isLastRead = Await((isWon ? _left : _won).Receiver.ReadAsync()) == 1;
        });
        Thread("won", () => _won.Sender.TryWrite(1));
        Thread("left", () =>
        {
            _left.Sender.TryWrite(1);
            _left.Sender.TryWrite(1);
        });
    }

    public override void Check() => Claim(_isLastRead, "Every read gets a value.");
}

/// <summary>A select is cancelled while a value comes: it has the value, or the channel has.</summary>
internal sealed class CancelMeetsASelect : SelectModel
{
    private readonly (Sender<int> Sender, SharedReceiver<int> Receiver) _mpmc = Mpmc.Bounded<int>(1);
    private readonly Select _select = new(SelectOrder.Declared);
    private int _received;

    public override void Arrange()
    {
        _select.Read(_mpmc.Receiver);
        Thread("select", () =>
        {
            try
            {
                _received = Value(Next(_select, Cancellation.Token));
            }
            catch (OperationCanceledException)
            {
                _received = Await(_mpmc.Receiver.ReadAsync());
            }
        });
        Thread("writer", () => _mpmc.Sender.TryWrite(1));
        Thread("canceller", Cancellation.Cancel);
    }

    public override void Check()
    {
        Claim(_received == 1, "The value is received.");
        Claim(_mpmc.Receiver.Count == 0, "It is received once.");
    }
}

/// <summary>Two selects face each other over a rendezvous, and each has another channel: they meet there, or each is served elsewhere.</summary>
internal sealed class TwoSelectsMeet : SelectModel
{
    private readonly (Sender<int> Sender, SharedReceiver<int> Receiver) _rendezvous = Mpmc.Rendezvous<int>();
    private readonly Select _reading = new(SelectOrder.Declared);
    private readonly Select _writing = new(SelectOrder.Declared);
    private SelectRead<int> _read = null!;
    private SelectWrite<int> _write = null!;

    public override void Arrange()
    {
        _read = _reading.Read(_rendezvous.Receiver);
        _write = _writing.Write(_rendezvous.Sender, 7);
        Thread("reading", () => Next(_reading));
        Thread("writing", () => Next(_writing));
    }

    public override void Check()
    {
        Claim(_read.TryGet(out int value) && value == 7, "The reader has the value.");
        Claim(_write.Status == WriteStatus.Written, "The writer knows.");
    }
}

/// <summary>A select offers its value to two channels that both get room: one of them takes it.</summary>
internal sealed class TwoRoomsMeetASelect : SelectModel
{
    private readonly (Sender<int> Sender, SharedReceiver<int> Receiver) _first = Mpmc.Bounded<int>(1);
    private readonly (Sender<int> Sender, SharedReceiver<int> Receiver) _second = Mpmc.Bounded<int>(1);
    private readonly Select _select = new(SelectOrder.Declared);

    public override void Arrange()
    {
        _first.Sender.TryWrite(0);
        _second.Sender.TryWrite(0);
        _select.Write(_first.Sender, 1);
        _select.Write(_second.Sender, 1);
        Thread("select", () => Next(_select));
        Thread("first", () => _first.Receiver.TryRead(out _));
        Thread("second", () => _second.Receiver.TryRead(out _));
    }

    public override void Check() => Claim(_first.Sender.Count + _second.Sender.Count == 1, "The value is in one of the two.");
}
