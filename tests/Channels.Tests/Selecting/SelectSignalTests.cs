using Channels.Tests.Contracts;

namespace Channels.Tests.Selecting;

/// <summary>A select beside others in the lines of a notify, a barrier and a semaphore.</summary>
public sealed class SelectSignalTests
{
    [Fact]
    public async Task A_notification_goes_to_who_waits_longest_select_or_not()
    {
        Notify notify = new();
        using Select select = new();
        SelectSignal told = select.Wait(notify);

        Task first = notify.WaitAsync().AsTask();
        Task<SelectCase?> second = select.NextAsync().AsTask();
        Task third = notify.WaitAsync().AsTask();
        notify.NotifyOne();
        await first.Soon();
        Assert.False(second.IsCompleted);
        notify.NotifyOne();

        Assert.Same(told, await second.Soon());
        Assert.False(third.IsCompleted);
        notify.NotifyAll();
        await third.Soon();
        Assert.False(notify.TryWait());
    }

    [Fact]
    public async Task Telling_all_tells_a_select_too_and_keeps_nothing()
    {
        Notify notify = new();
        using Select select = new();
        SelectSignal told = select.Wait(notify);
        Task<SelectCase?> next = select.NextAsync().AsTask();
        Task other = notify.WaitAsync().AsTask();

        notify.NotifyAll();

        Assert.Same(told, await next.Soon());
        await other.Soon();
        Assert.Null(select.TryNext());
    }

    [Fact]
    public async Task A_notification_for_a_select_that_was_served_elsewhere_goes_to_the_next_in_line()
    {
        Notify first = new();
        Notify second = new();
        using Select select = new();
        SelectSignal told = select.Wait(first);
        select.Wait(second);
        Task<SelectCase?> next = select.NextAsync().AsTask();
        Task behind = second.WaitAsync().AsTask();

        first.NotifyOne();
        second.NotifyOne();

        Assert.Same(told, await next.Soon());
        await behind.Soon();
    }

    [Fact]
    public async Task An_event_is_chosen_once_and_does_not_keep_the_others_from_their_turn()
    {
        var (fires, fired) = BarrierChannel.Create();
        Notify notify = new();
        using Select select = new(SelectOrder.Declared);
        SelectSignal stop = select.Wait(fired);
        SelectSignal told = select.Wait(notify);
        fires.Fire();
        notify.NotifyOne();

        Assert.Same(stop, await select.NextAsync());
        Assert.False(stop.IsEnabled);
        Assert.Same(told, await select.NextAsync());
        Assert.Null(select.TryNext());
    }

    [Fact]
    public async Task Permits_are_gathered_in_line_and_come_all_or_none()
    {
        FairSemaphore semaphore = new(2);
        using Select select = new();
        SelectAcquire acquire = select.Acquire(semaphore, 3);

        Task<SelectCase?> next = select.NextAsync().AsTask();
        Task<SemaphorePermit> behind = semaphore.AcquireAsync().AsTask();
        Assert.False(behind.IsCompleted);
        Assert.Equal(0, semaphore.Available);
        semaphore.AddPermits(1);

        Assert.Same(acquire, await next.Soon());
        Assert.True(acquire.TryGet(out SemaphorePermit permit));
        Assert.Equal(3, permit.Count);
        Assert.False(acquire.TryGet(out _));
        permit.Dispose();
        (await behind.Soon()).Dispose();
        Assert.Equal(3, semaphore.Available);
    }

    [Fact]
    public async Task What_a_select_had_gathered_serves_those_behind_when_another_case_is_chosen()
    {
        FairSemaphore semaphore = new(2);
        Notify notify = new();
        using Select select = new();
        select.Acquire(semaphore, 3);
        SelectSignal told = select.Wait(notify);
        Task<SelectCase?> next = select.NextAsync().AsTask();
        Task<SemaphorePermit> behind = semaphore.AcquireAsync(2).AsTask();

        notify.NotifyOne();

        Assert.Same(told, await next.Soon());
        (await behind.Soon()).Dispose();
        Assert.Equal(2, semaphore.Available);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_semaphore_that_closes_is_chosen_once_and_then_no_more(bool isWaiting)
    {
        FairSemaphore semaphore = new(0);
        using Select select = new();
        SelectAcquire acquire = select.Acquire(semaphore);
        Task<SelectCase?>? next = isWaiting ? select.NextAsync().AsTask() : null;

        semaphore.Close();

        Assert.Same(acquire, await (next ?? select.NextAsync().AsTask()).Soon());
        Assert.True(acquire.IsClosed);
        Assert.False(acquire.TryGet(out _));
        Assert.Null(await select.NextAsync());
    }

    [Fact]
    public async Task A_permit_that_nobody_took_is_given_back()
    {
        FairSemaphore semaphore = new(1);
        var (sender, _) = Mpsc.Bounded<int>(1);
        using (Select select = new(SelectOrder.Declared))
        {
            SelectAcquire acquire = select.Acquire(semaphore);
            SelectPermit<int> room = select.Reserve(sender);
            Assert.Same(acquire, await select.NextAsync());
            acquire.IsEnabled = false;
            Assert.Same(room, await select.NextAsync());
            Assert.Equal(0, semaphore.Available);
        }

        Assert.Equal(1, semaphore.Available);
        Assert.True(sender.TryWrite(1));
    }

    [Fact]
    public async Task A_select_beside_a_pending_read_of_a_oneshot_is_refused_and_harms_neither()
    {
        var (sender, receiver) = Oneshot.Create<int>();
        using Select select = new();
        select.Read(receiver);
        Task<int> pending = receiver.ReadAsync().AsTask();

        await Assert.ThrowsAsync<InvalidOperationException>(() => select.NextAsync().AsTask());
        sender.TryWrite(1);

        Assert.Equal(1, await pending.Soon());
    }

    [Fact]
    public async Task A_oneshot_whose_sender_gave_up_is_chosen_as_closed()
    {
        var (sender, receiver) = Oneshot.Create<int>();
        using Select select = new();
        SelectRead<int> read = select.Read(receiver);
        Task<SelectCase?> next = select.NextAsync().AsTask();

        sender.Dispose();

        Assert.Same(read, await next.Soon());
        Assert.Equal(ReadStatus.Closed, read.Status);
    }

    [Fact]
    public void Nothing_and_none_are_refused_at_the_door()
    {
        using Select select = new();
        Assert.Throws<ArgumentNullException>(() => select.Wait((Notify)null!));
        Assert.Throws<ArgumentNullException>(() => select.Wait((BarrierReceiver)null!));
        Assert.Throws<ArgumentNullException>(() => select.Acquire(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => select.Acquire(new FairSemaphore(1), 0));
    }
}
