using System.Threading.Channels;
using Channels;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>What the models of a oneshot share: a reader that tells whether it got the value or the end.</summary>
internal abstract class OneshotModel : Model
{
    protected const int None = -1;

    protected OneshotModel() => (Sender, Receiver) = Oneshot.Create<int>();

    protected OneshotSender<int> Sender { get; }

    protected OneshotReceiver<int> Receiver { get; }

    protected bool IsWritten { get; set; }

    protected int Received { get; set; } = None;

    protected void Write() => IsWritten = Sender.TryWrite(1);

    protected void Read()
    {
        try
        {
            Received = Await(Receiver.ReadAsync());
        }
        catch (ChannelClosedException)
        {
        }
    }

    protected void CheckThatWrittenIsReceived()
    {
        Claim(IsWritten == (Received == 1), $"The sender was told {IsWritten} and the receiver got {Received}.");
        Claim(!Receiver.TryRead(out _), "A value is given once.");
        Claim(Receiver.Completion.IsCompletedSuccessfully, "Completion ends.");
    }
}

/// <summary>A value and a reader that waits for it.</summary>
internal sealed class OneshotWriteMeetsRead : OneshotModel
{
    public override void Arrange()
    {
        Thread("sender", Write);
        Thread("receiver", Read);
    }

    public override void Check()
    {
        Claim(IsWritten, "Nothing is in the way of the value.");
        CheckThatWrittenIsReceived();
    }
}

/// <summary>The channel is closed, by whichever side, between the value and its reader.</summary>
internal sealed class OneshotCloseMeetsWriteAndRead : OneshotModel
{
    private bool _hasClosed;

    public override void Arrange()
    {
        Thread("sender", Write);
        Thread("closer", () => _hasClosed = Receiver.Close());
        Thread("receiver", Read);
    }

    public override void Check()
    {
        Claim(IsWritten ^ _hasClosed, "Either the value or the closer closes the channel.");
        CheckThatWrittenIsReceived();
    }
}

/// <summary>Two values at once: one of them is sent.</summary>
internal sealed class OneshotTwoWrites : OneshotModel
{
    private bool _isOtherWritten;

    public override void Arrange()
    {
        Thread("sender 1", Write);
        Thread("sender 2", () => _isOtherWritten = Sender.TryWrite(2));
        Thread("receiver", Read);
    }

    public override void Check()
    {
        Claim(IsWritten ^ _isOtherWritten, "One of two values is sent.");
        Claim(Received == (IsWritten ? 1 : 2), "And that one is received.");
    }
}

/// <summary>The wait is cancelled while the value comes; a second try gets it.</summary>
internal sealed class OneshotCancelMeetsWrite : OneshotModel
{
    public override void Arrange()
    {
        Thread("sender", Write);
        Thread("canceller", Cancellation.Cancel);
        Thread("receiver", () =>
        {
            try
            {
                Received = Await(Receiver.ReadAsync(Cancellation.Token));
            }
            catch (OperationCanceledException)
            {
                Read();
            }
        });
    }

    public override void Check()
    {
        Claim(IsWritten, "Nothing is in the way of the value.");
        CheckThatWrittenIsReceived();
    }
}

/// <summary>The sender gives up while the wait is cancelled.</summary>
internal sealed class OneshotCancelMeetsEnd : OneshotModel
{
    public override void Arrange()
    {
        Thread("sender", Sender.Dispose);
        Thread("canceller", Cancellation.Cancel);
        Thread("receiver", () =>
        {
            try
            {
                Await(Receiver.WaitToReadAsync(Cancellation.Token));
            }
            catch (OperationCanceledException)
            {
                Read();
            }
        });
    }

    public override void Check() => CheckThatWrittenIsReceived();
}

/// <summary>Completion is asked for while the value is written and read.</summary>
internal sealed class OneshotReadMeetsCompletion : OneshotModel
{
    private Task? _completion;

    public override void Arrange()
    {
        Thread("sender", Write);
        Thread("receiver", Read);
        Thread("observer", () => _completion = Receiver.Completion);
    }

    public override void Check()
    {
        CheckThatWrittenIsReceived();
        Claim(_completion is { IsCompletedSuccessfully: true }, "Completion ends.");
    }
}

/// <summary>Two ends with an error each and a value: one of the three counts, everywhere.</summary>
internal sealed class OneshotErrorsMeetWrite : OneshotModel
{
    private readonly InvalidTimeZoneException _error = new();
    private readonly bool[] _isFirst = new bool[2];
    private Exception? _thrown;

    public override void Arrange()
    {
        Thread("closer 1", () => _isFirst[0] = Sender.TryComplete(_error));
        Thread("closer 2", () => _isFirst[1] = Sender.TryComplete());
        Thread("sender", Write);
    }

    public override void Check()
    {
        Claim(_isFirst.Count(isFirst => isFirst) + (IsWritten ? 1 : 0) == 1, "One of two ends and a value closes the channel.");
        try
        {
            Received = Await(Receiver.ReadAsync());
        }
        catch (ChannelClosedException closed)
        {
            _thrown = closed.InnerException;
        }

        Claim((Received == 1) == IsWritten, "The value is received if it was sent.");
        Claim(ReferenceEquals(_thrown, _isFirst[0] ? _error : null), "The error counts if its end did.");
    }
}

/// <summary>A oneshot's receiver is disposed while the value is written: the value is dropped or refused.</summary>
internal sealed class OneshotDropMeetsWrite : OneshotModel
{
    public override void Arrange()
    {
        Thread("sender", Write);
        Thread("receiver", Receiver.Dispose);
    }

    public override void Check()
    {
        Claim(Sender.IsClosed && Sender.ReceiverCount == 0, "The channel is closed, and nobody receives.");
        Claim(Receiver.Completion.IsCompletedSuccessfully, "Completion ends.");
    }
}

/// <summary>A value and a receiver that waits for there being one, and then takes it.</summary>
internal sealed class OneshotWriteMeetsWaitToRead : OneshotModel
{
    public override void Arrange()
    {
        Thread("sender", Write);
        Thread("receiver", () =>
        {
            Claim(Await(Receiver.WaitToReadAsync()), "The value is announced.");
            Claim(Receiver.TryRead(out int item), "The value that was announced is there.");
            Received = item;
        });
    }

    public override void Check() => CheckThatWrittenIsReceived();
}

/// <summary>Two look for the value at once, which is a mistake of the caller's: one of them has it.</summary>
internal sealed class OneshotTwoLooks : OneshotModel
{
    private int _taken;

    public override void Arrange()
    {
        Write();
        Thread("receiver 1", Look);
        Thread("receiver 2", Look);
    }

    public override void Check() => Claim(_taken == 1, "A value is given once.");

    private void Look()
    {
        if (Receiver.TryRead(out _)) _taken++;
    }
}

/// <summary>A wait is polled and collected, never registered for, while the value comes.</summary>
internal sealed class OneshotPolledMeetsWrite : OneshotModel
{
    public override void Arrange()
    {
        Thread("sender", Write);
        Thread("receiver", () =>
        {
            ValueTask<int> wait = Receiver.ReadAsync();
            WaitUntil(() => wait.IsCompleted);
            Received = wait.GetAwaiter().GetResult();
        });
    }

    public override void Check()
    {
        Claim(IsWritten, "Nothing is in the way of the value.");
        CheckThatWrittenIsReceived();
    }
}

/// <summary>The value is taken back by who closes while it is written and awaited: one of the two gets it.</summary>
internal sealed class OneshotTakeMeetsRead : OneshotModel
{
    private IReadOnlyList<int> _taken = [];

    public override void Arrange()
    {
        Thread("sender", Write);
        Thread("receiver", Read);
        Thread("closer", () => _taken = Receiver.CloseAndTake());
    }

    public override void Check() =>
        Claim((IsWritten ? 1 : 0) == _taken.Count + (Received == None ? 0 : 1), "A value that was sent is had once, by the reader or by who closes.");
}
