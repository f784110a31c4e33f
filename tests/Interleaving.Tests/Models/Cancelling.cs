using Channels;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>A read is cancelled while it begins, while it waits, while a value comes: the value goes to the read or stays in the channel.</summary>
internal sealed class CancelMeetsHandOff : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(null);
    private int _received;

    public override void Arrange()
    {
        Thread("reader", () =>
        {
            try
            {
                _received = Await(_channel.Receiver.ReadAsync(Cancellation.Token));
            }
            catch (OperationCanceledException)
            {
                // A second try, with no token: the value has to come.
                _received = Await(_channel.Receiver.ReadAsync());
            }
        });
        Thread("writer", () => _channel.Sender.TryWrite(1));
        Thread("canceller", Cancellation.Cancel);
    }

    public override void Check()
    {
        Claim(_received == 1, "The value is received.");
        Claim(!_channel.Receiver.TryRead(out _), "It is received once.");
    }
}

/// <summary>The same for a wait, with the end of the channel instead of a value.</summary>
internal sealed class CancelMeetsEnd : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(1);
    private bool _hasMore = true;

    public override void Arrange()
    {
        Thread("reader", () =>
        {
            try
            {
                _hasMore = Await(_channel.Receiver.WaitToReadAsync(Cancellation.Token));
            }
            catch (OperationCanceledException)
            {
                _hasMore = Await(_channel.Receiver.WaitToReadAsync());
            }
        });
        Thread("closer", () => _channel.Sender.TryComplete());
        Thread("canceller", Cancellation.Cancel);
    }

    public override void Check() => Claim(!_hasMore, "The reader learns of the end.");
}

/// <summary>A wait that was woken is left alone, and its token is cancelled while the reader waits again: the cancellation comes too late.</summary>
internal sealed class StaleCancelMeetsNextWait : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(null);
    private readonly List<int> _received = [];

    public override void Arrange()
    {
        ValueTask<bool> abandoned = _channel.Receiver.WaitToReadAsync(Cancellation.Token);
        Thread("writer", () =>
        {
            _channel.Sender.TryWrite(1);
            _channel.Sender.TryWrite(2);
        });
        Thread("canceller", Cancellation.Cancel);
        Thread("reader", () =>
        {
            WaitUntil(() => abandoned.IsCompleted);
            while (_received.Count < 2) _received.Add(Await(_channel.Receiver.ReadAsync()));
        });
    }

    public override void Check() => ClaimEqual([1, 2], _received, "received");
}

/// <summary>A cancellation that comes too late has the duty of a wait that it does not belong to, and in that moment comes the value that this is for.</summary>
internal sealed class StaleCancelMeetsWrite : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(null);
    private readonly List<int> _received = [];
    private ValueTask<bool> _abandoned;
    private bool _wasWoken;

    public override void Arrange()
    {
        ValueTask<bool> abandoned = _channel.Receiver.WaitToReadAsync(Cancellation.Token);
        Thread("canceller", Cancellation.Cancel);
        Thread("reader", () =>
        {
            _channel.Sender.TryWrite(1);
            WaitUntil(() => abandoned.IsCompleted);
            _abandoned = abandoned;
            _wasWoken = abandoned.IsCompletedSuccessfully;
            while (_received.Count < 2) _received.Add(Await(_channel.Receiver.ReadAsync()));
        });
        Thread("writer", () => _channel.Sender.TryWrite(2));
    }

    public override void Check()
    {
        ClaimEqual([1, 2], _received.Order(), "received");
        Claim(!_wasWoken || _abandoned.IsCompletedSuccessfully, "A wait that was woken is not cancelled after that.");
    }
}

/// <summary>The same, and in that moment the channel ends.</summary>
internal sealed class StaleCancelMeetsEnd : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(null);
    private bool _hasEnded;

    public override void Arrange()
    {
        ValueTask<bool> abandoned = _channel.Receiver.WaitToReadAsync(Cancellation.Token);
        Thread("canceller", Cancellation.Cancel);
        Thread("reader", () =>
        {
            _channel.Sender.TryWrite(1);
            WaitUntil(() => abandoned.IsCompleted);
            while (Await(_channel.Receiver.WaitToReadAsync())) _channel.Receiver.TryRead(out _);
            _hasEnded = true;
        });
        Thread("closer", () => _channel.Sender.TryComplete());
    }

    public override void Check() => Claim(_hasEnded, "The second wait learns of the end.");
}

/// <summary>A second read begins while the first is being woken: it is refused, and the first goes on.</summary>
internal sealed class SecondReadMeetsWake : Model
{
    private readonly (Sender<int> Sender, Receiver<int> Receiver) _channel = Mpsc.Ring<int>(null);
    private readonly List<int> _received = [];

    public override void Arrange()
    {
        ValueTask<bool> first = _channel.Receiver.WaitToReadAsync();
        Thread("writer", () => _channel.Sender.TryWrite(1));
        Thread("reader", () =>
        {
            bool isRefused = false;
            try
            {
                Claim(Await(_channel.Receiver.WaitToReadAsync()), "A second wait that is let in is true.");
            }
            catch (InvalidOperationException)
            {
                isRefused = true;
            }

            Claim(isRefused || first.IsCompleted, "A second wait is refused while the first is not over.");
            Claim(Await(first), "The first wait goes on.");
            Claim(_channel.Receiver.TryRead(out int item), "The value is there.");
            _received.Add(item);
        });
    }

    public override void Check() => ClaimEqual([1], _received, "received");
}

/// <summary>A waiting write is cancelled while the reader makes room: the value is in the channel or it is not, as the writer was told.</summary>
internal sealed class CancelMeetsAdmission : Model
{
    private readonly SleepyQueue _queue = new(capacity: 1);
    private readonly List<int> _accepted = [0];

    public override void Arrange()
    {
        _queue.TryEnqueue(0);
        Thread("writer", () =>
        {
            try
            {
                Await(_queue.EnqueueAsync(1, Cancellation.Token));
                _accepted.Add(1);
            }
            catch (OperationCanceledException)
            {
            }

            Claim(Await(_queue.EnqueueAsync(2)) == WriteStatus.Written, "The next write gets in.");
            _accepted.Add(2);
            _queue.Close();
        });
        Thread("canceller", Cancellation.Cancel);
        Thread("consumer", () => _queue.Consume());
    }

    public override void CheckAlways() => _queue.CheckCapacity();

    public override void Check()
    {
        ClaimEqual(_accepted, _queue.Received, "received");
        _queue.CheckAtRest();
    }
}

/// <summary>The first of two waiting writes is cancelled while the reader makes room for one: the second must not be forgotten.</summary>
internal sealed class CancelFirstInLine : Model
{
    private readonly SleepyQueue _queue = new(capacity: 1);
    private int _cancelled;

    public override void Arrange()
    {
        _queue.TryEnqueue(0);
        ValueTask<WriteStatus> first = _queue.EnqueueAsync(1, Cancellation.Token);
        ValueTask<WriteStatus> second = _queue.EnqueueAsync(2);
        Thread("canceller", () =>
        {
            Cancellation.Cancel();
            try
            {
                Await(first);
            }
            catch (OperationCanceledException)
            {
                _cancelled++;
            }
        });
        Thread("writer", () => Claim(Await(second) == WriteStatus.Written, "The second write gets in."));
        Thread("consumer", () => _queue.Consume(2));
    }

    public override void CheckAlways() => _queue.CheckCapacity();

    public override void Check()
    {
        _queue.Consume(3 - _cancelled);
        ClaimEqual(_cancelled == 1 ? [0, 2] : [0, 1, 2], _queue.Received, "received");
        _queue.CheckAtRest();
        Claim(_queue.TryEnqueue(3) == WriteStatus.Written, "The line is empty, and says so.");
    }
}

/// <summary>The only one in line is cancelled while the reader makes room: the next newcomer must not be sent behind it.</summary>
internal sealed class CancelOnlyOneInLine : Model
{
    private readonly SleepyQueue _queue = new(capacity: 1);
    private bool _isCancelled;

    public override void Arrange()
    {
        _queue.TryEnqueue(0);
        ValueTask<WriteStatus> waiting = _queue.EnqueueAsync(1, Cancellation.Token);
        Thread("canceller", Cancellation.Cancel);
        Thread("consumer", () => _queue.Consume(1));
        Thread("writer", () =>
        {
            try
            {
                Await(waiting);
            }
            catch (OperationCanceledException)
            {
                _isCancelled = true;
            }
        });
    }

    public override void CheckAlways() => _queue.CheckCapacity();

    public override void Check()
    {
        _queue.Consume(_isCancelled ? 1 : 2);
        ClaimEqual(_isCancelled ? [0] : [0, 1], _queue.Received, "received");
        _queue.CheckAtRest();
        Claim(_queue.TryEnqueue(2) == WriteStatus.Written, "The line is empty, and says so.");
    }
}
