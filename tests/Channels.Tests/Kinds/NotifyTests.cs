using Channels.Tests.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace Channels.Tests.Kinds;

/// <summary>The rules of tokio's Notify.</summary>
public class NotifyTests
{
    private readonly Notify _notify = new();

    [Fact]
    public void A_notification_that_found_nobody_is_kept_for_the_next()
    {
        _notify.NotifyOne();

        Assert.True(Wait().IsCompletedSuccessfully);
        Assert.False(Wait().IsCompleted);
    }

    [Fact]
    public void No_more_than_one_notification_is_kept()
    {
        _notify.NotifyOne();
        _notify.NotifyOne();
        _notify.NotifyLast();

        Assert.True(_notify.TryWait());
        Assert.False(_notify.TryWait());
    }

    [Fact]
    public async Task Notifying_one_tells_who_waits_longest()
    {
        Task first = Wait();
        Task second = Wait();

        _notify.NotifyOne();

        await first.Soon();
        Assert.False(second.IsCompleted);
        _notify.NotifyOne();
        await second.Soon();
        Assert.False(_notify.TryWait());
    }

    [Fact]
    public async Task Notifying_the_last_tells_who_came_last()
    {
        Task first = Wait();
        Task second = Wait();

        _notify.NotifyLast();

        await second.Soon();
        Assert.False(first.IsCompleted);
    }

    [Fact]
    public async Task Notifying_all_tells_all_who_wait_and_keeps_nothing()
    {
        Task[] waits = [Wait(), Wait(), Wait()];

        _notify.NotifyAll();

        await Task.WhenAll(waits).Soon();
        Assert.False(_notify.TryWait());
        _notify.NotifyAll();
        Assert.False(_notify.TryWait());
    }

    [Fact]
    public void Notifying_all_leaves_a_kept_notification()
    {
        _notify.NotifyOne();

        _notify.NotifyAll();

        Assert.True(_notify.TryWait());
    }

    [Fact]
    public async Task A_wait_that_is_cancelled_takes_no_notification()
    {
        using CancellationTokenSource cts = new();
        Task cancelled = Wait(cts.Token);
        Task next = Wait();

        await cts.CancelAsync();
        _notify.NotifyOne();

        OperationCanceledException thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.Soon());
        Assert.Equal(cts.Token, thrown.CancellationToken);
        await next.Soon();
    }

    [Fact]
    public async Task A_wait_that_was_notified_before_its_token_was_cancelled_has_the_notification()
    {
        using CancellationTokenSource cts = new();
        ValueTask wait = _notify.WaitAsync(cts.Token);

        _notify.NotifyOne();
        await cts.CancelAsync();

        await wait;
        Assert.False(_notify.TryWait());
    }

    [Fact]
    public async Task A_cancelled_token_takes_no_notification_even_if_one_was_kept()
    {
        _notify.NotifyOne();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _notify.WaitAsync(new CancellationToken(canceled: true)));

        Assert.True(_notify.TryWait());
    }

    [Fact]
    public async Task A_wait_in_the_middle_of_the_line_can_be_cancelled()
    {
        using CancellationTokenSource cts = new();
        Task first = Wait();
        Task middle = Wait(cts.Token);
        Task last = Wait();

        await cts.CancelAsync();
        _notify.NotifyLast();
        _notify.NotifyLast();
        _notify.NotifyLast();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => middle.Soon());
        await first.Soon();
        await last.Soon();
        Assert.True(_notify.TryWait());
    }

    [Fact]
    public async Task A_wait_ends_with_its_time_and_leaves_the_notification()
    {
        FakeTimeProvider clock = new();
        Task<bool> late = _notify.TryWaitAsync(TimeSpan.FromSeconds(1), clock).AsTask();

        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.False(await late.Soon());
        Task<bool> inTime = _notify.TryWaitAsync(TimeSpan.FromSeconds(1), clock).AsTask();
        _notify.NotifyOne();
        Assert.True(await inTime.Soon());
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await _notify.TryWaitAsync(TimeSpan.FromSeconds(-2)));
    }

    [Fact]
    public async Task A_plain_thread_can_wait_and_a_thread_of_the_pool_is_refused()
    {
        bool wasInTime = false;
        Thread thread = new(() =>
        {
            _notify.Wait();
            wasInTime = _notify.TryWait(TimeSpan.FromSeconds(10));
        });
        thread.Start();

        _notify.NotifyOne();
        while (!thread.Join(TimeSpan.FromMilliseconds(1))) _notify.NotifyOne();

        Assert.True(wasInTime);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.Run(() => _notify.Wait()));
    }

    private Task Wait(CancellationToken cancellationToken = default) => _notify.WaitAsync(cancellationToken).AsTask();
}
