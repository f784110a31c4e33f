using Channels;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>A lagging broadcast whose readers account for every value: received, in order, or missed.</summary>
internal abstract class LaggingModel : Model
{
    /// <summary>Follows a reading, from the number of the next value on; the number after it.</summary>
    protected static int Follow(Lagging<int> read, int next)
    {
        if (!read.HasValue) return next + (int)read.Missed;
        Claim(read.Value == next, $"After the gap comes the oldest that is kept: expected {next} but found {read.Value}.");
        return next + 1;
    }

    protected static int Drain(LaggingReceiver<int> receiver, int next)
    {
        while (receiver.TryRead(out Lagging<int> read)) next = Follow(read, next);
        return next;
    }

    /// <summary>Reads to the end, waiting.</summary>
    protected static int ReadAll(LaggingReceiver<int> receiver, int next)
    {
        while (Await(receiver.WaitToReadAsync())) next = Drain(receiver, next);
        return next;
    }
}

/// <summary>A writer that laps a reader, to the end.</summary>
internal sealed class LagMeetsRead : LaggingModel
{
    private readonly LaggingSender<int> _sender;
    private readonly LaggingReceiver<int> _one;
    private readonly LaggingReceiver<int> _two;
    private int _first;
    private int _second;

    public LagMeetsRead()
    {
        (_sender, _one) = Broadcast.Lagging<int>(1);
        _two = _one.Clone();
    }

    public override void Arrange()
    {
        Thread("writer", () =>
        {
            for (int i = 0; i < 3; i++) Claim(_sender.TryWrite(i), "It never waits.");
            _sender.Dispose();
        });
        Thread("reader 1", () => _first = ReadAll(_one, 0));
        Thread("reader 2", () =>
        {
            _second = Follow(Await(_two.ReadAsync()), 0);
            _second = Drain(_two, _second);
        });
    }

    public override void Check()
    {
        Claim(_first == 3, $"Received and missed are what was sent, not {_first}.");
        _second = Drain(_two, _second);
        Claim(_second == 3, $"Received and missed are what was sent, not {_second}.");
        Claim(_one.Completion.IsCompleted && _two.Completion.IsCompleted, "Both have ended.");
    }
}

/// <summary>A lagging receiver is cloned while it is lapped again and another leaves: both clones account for everything.</summary>
internal sealed class LagMeetsCloneAndDispose : LaggingModel
{
    private readonly LaggingSender<int> _sender;
    private readonly LaggingReceiver<int> _origin;
    private readonly LaggingReceiver<int> _leaving;
    private LaggingReceiver<int>? _clone;

    public LagMeetsCloneAndDispose()
    {
        (_sender, _origin) = Broadcast.Lagging<int>(2);
        _leaving = _origin.Clone();
    }

    public override void Arrange()
    {
        for (int i = 0; i < 3; i++) _sender.TryWrite(i);
        Thread("writer", () => _sender.TryWrite(3));
        Thread("cloner", () => _clone = _origin.Clone());
        Thread("leaver", () =>
        {
            _leaving.TryRead(out _);
            _leaving.Dispose();
        });
    }

    public override void Check()
    {
        Claim(Drain(_origin, 0) == 4, "The origin accounts for everything.");
        Claim(Drain(_clone!, 0) == 4, "The clone accounts for everything.");
        Claim(_sender.Count == 0, "What everybody has read is not kept.");
    }
}

/// <summary>A read that waits is cancelled while it is lapped: nothing is missed without being told.</summary>
internal sealed class LagMeetsCancel : LaggingModel
{
    private readonly LaggingSender<int> _sender;
    private readonly LaggingReceiver<int> _receiver;
    private int _next;

    public LagMeetsCancel() => (_sender, _receiver) = Broadcast.Lagging<int>(1);

    public override void Arrange()
    {
        Thread("reader", () =>
        {
            try
            {
                _next = Follow(Await(_receiver.ReadAsync(Cancellation.Token)), 0);
            }
            catch (OperationCanceledException)
            {
                _next = Follow(Await(_receiver.ReadAsync()), 0);
            }
        });
        Thread("writer", () =>
        {
            _sender.TryWrite(0);
            _sender.TryWrite(1);
        });
        Thread("canceller", Cancellation.Cancel);
    }

    public override void Check() => Claim(Drain(_receiver, _next) == 2, "Received and missed are what was sent.");
}
