using Channels.Tests.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace Channels.Tests.Kinds;

/// <summary>The barrier channel, by postage's rules, and the barrier of parties, by tokio's but for its cancellation.</summary>
public class BarrierTests
{
    [Fact]
    public async Task Firing_lets_pass_who_waits_and_who_comes_for_ever()
    {
        var (sender, receiver) = BarrierChannel.Create();
        Task first = receiver.WaitAsync().AsTask();
        Task second = receiver.WaitAsync().AsTask();
        Assert.False(first.IsCompleted || receiver.HasFired);

        Assert.Equal(WriteStatus.Written, sender.Fire());

        await Task.WhenAll(first, second).Soon();
        Assert.True(receiver.WaitAsync().AsTask().IsCompletedSuccessfully);
        Assert.True(receiver.WaitAsync().AsTask().IsCompletedSuccessfully);
        Assert.True(sender.Subscribe().WaitAsync().AsTask().IsCompletedSuccessfully);
        Assert.True(sender.HasFired && receiver.HasFired);
    }

    [Fact]
    public void Firing_twice_is_refused()
    {
        var (sender, _) = BarrierChannel.Create();
        sender.Fire();

        Assert.Equal(WriteStatus.Closed, sender.Fire());
    }

    [Fact]
    public async Task A_sender_that_goes_holds_nobody_up()
    {
        var (sender, receiver) = BarrierChannel.Create();
        Task wait = receiver.WaitAsync().AsTask();

        sender.Dispose();
        sender.Dispose();

        await wait.Soon();
        Assert.Equal(WriteStatus.Closed, sender.Fire());
    }

    [Fact]
    public async Task A_wait_for_the_event_can_be_cancelled_and_is_told_of_it_the_next_time()
    {
        var (sender, receiver) = BarrierChannel.Create();
        using CancellationTokenSource cts = new();
        Task cancelled = receiver.WaitAsync(cts.Token).AsTask();
        Task other = receiver.WaitAsync().AsTask();

        await cts.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.Soon());
        sender.Fire();
        await other.Soon();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await receiver.WaitAsync(cts.Token));
    }

    [Fact]
    public async Task A_wait_for_the_event_ends_with_its_time()
    {
        var (sender, receiver) = BarrierChannel.Create();
        FakeTimeProvider clock = new();
        Task<bool> late = receiver.TryWaitAsync(TimeSpan.FromSeconds(1), clock).AsTask();

        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(await late.Soon());
        sender.Fire();
        Assert.True(await receiver.TryWaitAsync(TimeSpan.Zero, clock));
    }

    [Fact]
    public async Task A_plain_thread_can_wait_for_the_event_and_a_thread_of_the_pool_is_refused()
    {
        var (sender, receiver) = BarrierChannel.Create();
        bool wasInTime = false;
        Thread thread = new(() =>
        {
            receiver.Wait();
            wasInTime = receiver.TryWait(TimeSpan.FromSeconds(10));
        });
        thread.Start();

        sender.Fire();

        Assert.True(thread.Join(TimeSpan.FromSeconds(10)) && wasInTime);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.Run(() => receiver.Wait()));
    }

    [Fact]
    public async Task All_parties_pass_when_the_last_one_comes_and_it_alone_leads()
    {
        AsyncBarrier barrier = new(3);
        Task<BarrierWaitResult> first = barrier.WaitAsync().AsTask();
        Task<BarrierWaitResult> second = barrier.WaitAsync().AsTask();
        Assert.False(first.IsCompleted || second.IsCompleted);
        Assert.Equal((3, 2), (barrier.Parties, barrier.Arrived));

        BarrierWaitResult last = await barrier.WaitAsync();

        Assert.Equal(new BarrierWaitResult(IsLeader: true, Round: 0), last);
        Assert.Equal(new BarrierWaitResult(IsLeader: false, Round: 0), await first.Soon());
        Assert.Equal(new BarrierWaitResult(IsLeader: false, Round: 0), await second.Soon());
        Assert.Equal(0, barrier.Arrived);
    }

    [Fact]
    public async Task A_barrier_stands_again_for_the_next_round()
    {
        AsyncBarrier barrier = new(2);
        for (int round = 0; round < 5; round++)
        {
            Task<BarrierWaitResult> waiting = barrier.WaitAsync().AsTask();
            Assert.Equal(new BarrierWaitResult(IsLeader: true, round), await barrier.WaitAsync());
            Assert.Equal(new BarrierWaitResult(IsLeader: false, round), await waiting.Soon());
        }
    }

    [Fact]
    public async Task One_party_alone_leads_every_round()
    {
        AsyncBarrier barrier = new(1);

        Assert.Equal(new BarrierWaitResult(IsLeader: true, Round: 0), await barrier.WaitAsync());
        Assert.Equal(new BarrierWaitResult(IsLeader: true, Round: 1), await barrier.WaitAsync());
    }

    [Fact]
    public void A_barrier_for_nobody_is_refused()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new AsyncBarrier(0));

        Assert.StartsWith("A barrier is for one party or more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_party_that_is_cancelled_takes_its_arrival_back()
    {
        AsyncBarrier barrier = new(2);
        using CancellationTokenSource cts = new();
        Task<BarrierWaitResult> cancelled = barrier.WaitAsync(cts.Token).AsTask();

        await cts.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.Soon());
        Assert.Equal(0, barrier.Arrived);
        Task<BarrierWaitResult> waiting = barrier.WaitAsync().AsTask();
        Assert.False(waiting.IsCompleted);
        await barrier.WaitAsync();
        Assert.Equal(0, (await waiting.Soon()).Round);
    }

    [Fact]
    public async Task A_party_whose_round_was_complete_before_its_token_was_cancelled_has_passed()
    {
        AsyncBarrier barrier = new(2);
        using CancellationTokenSource cts = new();
        ValueTask<BarrierWaitResult> waiting = barrier.WaitAsync(cts.Token);
        await barrier.WaitAsync();

        await cts.CancelAsync();

        Assert.Equal(0, (await waiting).Round);
        Assert.Equal(0, barrier.Arrived);
    }

    [Fact]
    public async Task A_party_whose_token_is_cancelled_already_arrives_nowhere()
    {
        AsyncBarrier barrier = new(1);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await barrier.WaitAsync(new CancellationToken(canceled: true)));

        Assert.Equal(0, (await barrier.WaitAsync()).Round);
    }

    [Fact]
    public async Task A_party_whose_time_is_up_takes_its_arrival_back()
    {
        AsyncBarrier barrier = new(2);
        FakeTimeProvider clock = new();
        Task<BarrierWaitResult?> late = barrier.TryWaitAsync(TimeSpan.FromSeconds(1), clock).AsTask();
        Assert.Equal(1, barrier.Arrived);

        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await late.Soon());
        Assert.Equal(0, barrier.Arrived);
        Task<BarrierWaitResult?> inTime = barrier.TryWaitAsync(TimeSpan.FromSeconds(1), clock).AsTask();
        await barrier.WaitAsync();
        Assert.Equal(new BarrierWaitResult(IsLeader: false, Round: 0), await inTime.Soon());
    }

    [Fact]
    public async Task Plain_threads_can_meet_at_a_barrier_and_threads_of_the_pool_are_refused()
    {
        AsyncBarrier barrier = new(3);
        int leaders = 0;
        Thread[] threads = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() =>
        {
            for (int round = 0; round < 100; round++)
            {
                if (barrier.Wait().IsLeader) Interlocked.Increment(ref leaders);
            }
        }))];
        foreach (Thread thread in threads) thread.Start();

        Assert.All(threads, thread => Assert.True(thread.Join(TimeSpan.FromSeconds(10))));

        Assert.Equal(100, leaders);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.Run(() => barrier.Wait()));
    }
}
