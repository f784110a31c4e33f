using System.Collections.Concurrent;
using System.Threading.Channels;
using Channels.Interop;
using Channels.Tests.Contracts;

namespace Channels.Tests.Interop;

public sealed class ObservableTests
{
    [Fact]
    public async Task An_observer_is_told_each_value_and_then_the_end()
    {
        var (sender, receiver) = Mpsc.Unbounded<int>();
        Witness<int> witness = new();
        using IDisposable subscription = receiver.AsObservable().Subscribe(witness);

        for (int i = 0; i < 3; i++) sender.TryWrite(i);
        sender.Complete();

        await witness.Ended.Soon();
        Assert.Equal([0, 1, 2], witness.Told);
    }

    [Fact]
    public async Task An_observer_is_told_the_error_of_the_channel()
    {
        InvalidTimeZoneException error = new();
        var (sender, receiver) = Mpsc.Unbounded<int>();
        Witness<int> witness = new();
        receiver.AsObservable().Subscribe(witness);

        sender.Complete(error);

        Assert.Same(error, await Assert.ThrowsAsync<InvalidTimeZoneException>(() => witness.Ended.Soon()));
    }

    [Fact]
    public async Task Subscribing_returns_even_if_the_channel_never_runs_dry()
    {
        var (sender, receiver) = Mpsc.Unbounded<int>();
        sender.TryWrite(0);
        Witness<int> witness = new() { OnValue = value => sender.TryWrite(value + 1) };

        IDisposable subscription = receiver.AsObservable().Subscribe(witness);

        await witness.HasSeen(3).Soon();
        subscription.Dispose();
    }

    [Fact]
    public async Task A_disposed_subscription_leaves_the_rest_for_the_next()
    {
        Channel<int> channel = Channel.CreateUnbounded<int>();
        for (int i = 0; i < 3; i++) channel.Writer.TryWrite(i);
        channel.Writer.Complete();
        IObservable<int> observable = channel.Reader.AsObservable();
        IDisposable? subscription = null;
        TaskCompletionSource subscribed = new();
        Witness<int> first = new() { OnValue = _ => { subscribed.Task.Wait(); subscription!.Dispose(); } };
        subscription = observable.Subscribe(first);
        subscribed.SetResult();
        await first.HasSeen(1).Soon();

        Witness<int> second = new();
        while (true)
        {
            // The first one's loop ends a moment after its observer has returned.
            try
            {
                observable.Subscribe(second);
                break;
            }
            catch (InvalidOperationException)
            {
                await Task.Yield();
            }
        }

        await second.Ended.Soon();
        Assert.Equal([0], first.Told);
        Assert.Equal([1, 2], second.Told);
    }

    [Fact]
    public void A_second_subscription_beside_the_first_is_refused()
    {
        var (_, receiver) = Mpsc.Unbounded<int>();
        IObservable<int> observable = receiver.AsObservable();
        using IDisposable subscription = observable.Subscribe(new Witness<int>());

        Assert.Throws<InvalidOperationException>(() => observable.Subscribe(new Witness<int>()));
    }

    [Fact]
    public async Task An_observer_that_throws_is_told_its_own_exception()
    {
        InvalidTimeZoneException error = new();
        Channel<int> channel = Channel.CreateUnbounded<int>();
        channel.Writer.TryWrite(1);
        channel.Writer.TryWrite(2);
        Witness<int> witness = new() { OnValue = _ => throw error };

        channel.Reader.AsObservable().Subscribe(witness);

        Assert.Same(error, await Assert.ThrowsAsync<InvalidTimeZoneException>(() => witness.Ended.Soon()));
        Assert.Equal(1, channel.Reader.Count);
    }

    [Fact]
    public async Task An_observable_flows_into_a_channel_without_a_bound_and_closes_it()
    {
        Teller<int> teller = new();
        var (sender, receiver) = Mpsc.Unbounded<int>();
        teller.PipeTo(sender);

        for (int i = 0; i < 3; i++) teller.Tell(i);
        teller.End();

        Assert.Equal([0, 1, 2], await receiver.ReadAllAsync().ToListAsync());
    }

    [Fact]
    public async Task The_error_of_an_observable_is_that_of_its_channel()
    {
        InvalidTimeZoneException error = new();
        Teller<int> teller = new();
        var (sender, receiver) = Mpsc.Unbounded<int>();
        teller.PipeTo(sender);

        teller.End(error);

        Assert.Same(error, await Assert.ThrowsAsync<InvalidTimeZoneException>(() => receiver.Completion.Soon()));
    }

    [Fact]
    public void What_finds_no_room_is_handed_to_the_callback()
    {
        Teller<int> teller = new();
        var (sender, receiver) = Mpsc.Bounded<int>(2);
        List<int> dropped = [];
        teller.PipeTo(sender, dropped.Add);

        for (int i = 0; i < 4; i++) teller.Tell(i);

        Assert.Equal([2, 3], dropped);
        Assert.Equal(2, receiver.Count);
        Assert.Equal(1, teller.ObserverCount);
    }

    [Fact]
    public void A_bounded_channel_without_a_callback_is_refused_in_a_sentence()
    {
        Teller<int> teller = new();
        var (sender, _) = Mpsc.Bounded<int>(2);

        ArgumentException thrown = Assert.Throws<ArgumentException>(() => teller.PipeTo(sender));

        Assert.StartsWith("The channel holds at most 2 values, and an observable does not wait for room.", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(0, teller.ObserverCount);
    }

    [Fact]
    public void Disposing_unsubscribes_and_leaves_the_channel_open()
    {
        Teller<int> teller = new();
        var (sender, _) = Mpsc.Unbounded<int>();
        IDisposable subscription = teller.PipeTo(sender);

        subscription.Dispose();
        subscription.Dispose();

        Assert.Equal(0, teller.ObserverCount);
        Assert.False(sender.IsClosed);
    }

    [Fact]
    public void A_value_that_finds_the_channel_closed_is_handed_to_the_callback_and_unsubscribes()
    {
        Teller<int> teller = new();
        var (sender, receiver) = Mpsc.Bounded<int>(2);
        List<int> dropped = [];
        teller.PipeTo(sender, dropped.Add);
        receiver.Dispose();

        teller.Tell(1);

        Assert.Equal([1], dropped);
        Assert.Equal(0, teller.ObserverCount);
    }

    [Fact]
    public void An_observable_that_tells_while_it_is_subscribed_to_can_be_given_up_there()
    {
        Teller<int> teller = new() { TellsAtOnce = [1] };
        var (sender, receiver) = Mpsc.Bounded<int>(1);
        receiver.Dispose();
        List<int> dropped = [];

        teller.PipeTo(sender, dropped.Add);

        Assert.Equal([1], dropped);
        Assert.Equal(0, teller.ObserverCount);
    }

    private sealed class Witness<T> : IObserver<T>
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ConcurrentQueue<T> _told = new();
        private readonly Channel<T> _seen = Channel.CreateUnbounded<T>();

        public Action<T>? OnValue { get; init; }

        public Task Ended => _ended.Task;

        public IEnumerable<T> Told => _told;

        public async Task HasSeen(int count)
        {
            for (int i = 0; i < count; i++) await _seen.Reader.ReadAsync();
        }

        public void OnNext(T value)
        {
            _told.Enqueue(value);
            OnValue?.Invoke(value);
            _seen.Writer.TryWrite(value);
        }

        public void OnError(Exception error) => _ended.TrySetException(error);

        public void OnCompleted() => _ended.TrySetResult();
    }

    private sealed class Teller<T> : IObservable<T>
    {
        private readonly List<IObserver<T>> _observers = [];

        public T[] TellsAtOnce { get; init; } = [];

        public int ObserverCount => _observers.Count;

        public IDisposable Subscribe(IObserver<T> observer)
        {
            _observers.Add(observer);
            foreach (T item in TellsAtOnce) observer.OnNext(item);
            return new Subscription(() => _observers.Remove(observer));
        }

        public void Tell(T value)
        {
            foreach (IObserver<T> observer in _observers.ToArray()) observer.OnNext(value);
        }

        public void End(Exception? error = null)
        {
            foreach (IObserver<T> observer in _observers.ToArray())
            {
                if (error is null) observer.OnCompleted();
                else observer.OnError(error);
            }
        }

        private sealed class Subscription(Action end) : IDisposable
        {
            public void Dispose() => end();
        }
    }
}
