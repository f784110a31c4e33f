using System.Threading.Channels;
using Channels;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>What <see cref="WatchReceiver{T}.WaitForAsync"/> does, without its state machine, which would go on in the pool.</summary>
internal abstract class Watching : Model
{
    public static T Until<T>(WatchReceiver<T> receiver, Func<T, bool> predicate)
    {
        T value = receiver.ReadCurrent();
        while (!predicate(value)) value = Await(receiver.ReadAsync());
        return value;
    }
}

/// <summary>Two receivers wait while a value comes. tokio's <c>smoke</c>.</summary>
internal sealed class WriteMeetsTwoWatchers : Model
{
    private readonly (WatchSender<int> Sender, WatchReceiver<int> Receiver) _watch = Watch.Create(1);

    public override void Arrange()
    {
        WatchReceiver<int> other = _watch.Receiver.Clone();
        Thread("sender", () => _watch.Sender.TryWrite(2));
        Thread("first", () => Claim(Await(_watch.Receiver.ReadAsync()) == 2, "It sees the new value."));
        Thread("second", () =>
        {
            Claim(Await(other.WaitToReadAsync()), "It is told.");
            Claim(other.TryRead(out int value) && value == 2, "It sees the new value.");
        });
    }

    public override void Check() => Claim(_watch.Sender.Count == 0, "Both have seen it.");
}

/// <summary>A value that fits comes beside two changes that keep the value. tokio's <c>wait_for_test</c>.</summary>
internal sealed class ModifiersMeetWaitFor : Model
{
    private readonly (WatchSender<bool> Sender, WatchReceiver<bool> Receiver) _watch = Watch.Create(false);

    public override void Arrange()
    {
        Thread("modifying", () =>
        {
            _watch.Sender.Modify((ref _) => { });
            _watch.Sender.Modify((ref _) => { });
        });
        Thread("sender", () => _watch.Sender.TryWrite(true));
        Thread("receiver", () => Claim(Watching.Until(_watch.Receiver, static value => value), "It gets what it accepted."));
    }

    public override void Check() => Claim(_watch.Sender.Value, "No modifier undoes a write that it has not seen.");
}

/// <summary>The value that the predicate accepted is the one that is returned, though newer ones come. tokio's <c>wait_for_returns_correct_value</c>.</summary>
internal sealed class WaitForGivesWhatItAccepted : Model
{
    private readonly (WatchSender<int> Sender, WatchReceiver<int> Receiver) _watch = Watch.Create(0);

    public override void Arrange()
    {
        Thread("sender", () =>
        {
            for (int value = 1; value <= 3; value++) _watch.Sender.TryWrite(value);
        });
        Thread("receiver", () =>
        {
            int accepted = -1;
            int returned = Watching.Until(_watch.Receiver, value =>
            {
                accepted = value;
                return value > 0;
            });
            Claim(accepted == returned, "The very value is returned.");
            Claim(_watch.Receiver.Value >= returned, "The order is not reversed.");
        });
    }

    public override void Check()
    {
    }
}

/// <summary>Two add to the value: neither loses what the other did.</summary>
internal sealed class TwoModifiersMeet : Model
{
    private readonly (WatchSender<int> Sender, WatchReceiver<int> Receiver) _watch = Watch.Create(0);

    public override void Arrange()
    {
        Thread("first", () => _watch.Sender.Modify((ref value) => value += 1));
        Thread("second", () => _watch.Sender.ModifyIf((ref value) =>
        {
            value += 10;
            return true;
        }));
        Thread("third", () => _watch.Sender.TryWrite(100));
    }

    public override void Check() => Claim(_watch.Sender.Value is 100 or 101 or 110 or 111, "What was added after the write is there.");
}

/// <summary>A wait is cancelled as a value comes: it has seen the value, or it is still to be seen.</summary>
internal sealed class CancelMeetsChange : Model
{
    private readonly (WatchSender<int> Sender, WatchReceiver<int> Receiver) _watch = Watch.Create(0);
    private int _seen;

    public override void Arrange()
    {
        Thread("receiver", () =>
        {
            try
            {
                _seen = Await(_watch.Receiver.ReadAsync(Cancellation.Token));
                Claim(!_watch.Receiver.HasChanged, "What was read is seen.");
            }
            catch (OperationCanceledException)
            {
                _seen = Await(_watch.Receiver.ReadAsync());
            }
        });
        Thread("sender", () => _watch.Sender.TryWrite(1));
        Thread("canceller", Cancellation.Cancel);
    }

    public override void Check() => Claim(_seen == 1 && !_watch.Receiver.HasChanged, "The value is seen, once.");
}

/// <summary>The last sender leaves after a last value: the receiver sees the value, then the end, and its Completion ends.</summary>
internal sealed class LastValueMeetsEnd : Model
{
    private readonly (WatchSender<int> Sender, WatchReceiver<int> Receiver) _watch = Watch.Create(0);
    private Task? _completion;

    public override void Arrange()
    {
        Thread("sender", () =>
        {
            _watch.Sender.TryWrite(1);
            _watch.Sender.Dispose();
        });
        Thread("receiver", () =>
        {
            Claim(Await(_watch.Receiver.WaitToReadAsync()), "The last value is seen.");
            Claim(_watch.Receiver.TryRead(out int value) && value == 1, "The last value is seen.");
            Claim(!Await(_watch.Receiver.WaitToReadAsync()), "Then comes the end.");
        });
        Thread("asking", () => _completion = _watch.Receiver.Completion);
    }

    public override void Check() => Claim(_completion!.IsCompleted && _watch.Receiver.IsClosed, "The end is told.");
}

/// <summary>The last receiver leaves while another subscribes and a value is written: what was accepted is stored.</summary>
internal sealed class SubscribeMeetsTheLastToLeave : Model
{
    private readonly (WatchSender<int> Sender, WatchReceiver<int> Receiver) _watch = Watch.Create(0);
    private WatchReceiver<int>? _late;
    private bool _isWritten;

    public override void Arrange()
    {
        Thread("leaving", _watch.Receiver.Dispose);
        Thread("subscribing", () => _late = _watch.Sender.Subscribe());
        Thread("sender", () => _isWritten = _watch.Sender.TryWrite(1));
    }

    public override void Check()
    {
        Claim(_watch.Sender.Value == (_isWritten ? 1 : 0), "A write that was refused stores nothing.");
        Claim(!_watch.Sender.IsClosed && _watch.Sender.ReceiverCount == 1, "It is open again.");
        Claim(_watch.Sender.Count == (_late!.HasChanged ? 1 : 0), "The count is of those who are there.");
        Claim(!_watch.Sender.Closed.IsCompleted, "The next close is still to come.");
    }
}

/// <summary>A receiver is disposed while it waits and a value comes: the wait ends, and the other receiver is not affected.</summary>
internal sealed class DisposeMeetsChange : Model
{
    private readonly (WatchSender<int> Sender, WatchReceiver<int> Receiver) _watch = Watch.Create(0);

    public override void Arrange()
    {
        WatchReceiver<int> other = _watch.Receiver.Clone();
        ValueTask<int> read = _watch.Receiver.ReadAsync();
        ValueTask<bool> wait = _watch.Receiver.WaitToReadAsync();
        Thread("leaving", _watch.Receiver.Dispose);
        Thread("sender", () => _watch.Sender.TryWrite(1));
        Thread("waiting", () =>
        {
            try
            {
                Claim(Await(read) == 1, "It sees the value, or the end.");
            }
            catch (ChannelClosedException)
            {
            }

            // The read takes the one value there is, so it is the end that comes to this one.
            Claim(!Await(wait), "It sees the end.");
            Claim(Await(other.ReadAsync()) == 1, "The other one sees the value.");
        });
    }

    public override void Check() => Claim(_watch.Sender.Count == 0, "Nobody is left who has not seen it.");
}
