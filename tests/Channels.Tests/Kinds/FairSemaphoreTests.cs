using Channels.Tests.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace Channels.Tests.Kinds;

/// <summary>The rules of tokio's Semaphore.</summary>
public class FairSemaphoreTests
{
    [Fact]
    public void Permits_are_taken_and_given_back()
    {
        FairSemaphore semaphore = new(2);

        Assert.True(semaphore.TryAcquire(out SemaphorePermit first));
        Assert.True(semaphore.TryAcquire(out SemaphorePermit second));
        Assert.False(semaphore.TryAcquire(out SemaphorePermit third));

        Assert.Equal((1, 1, 0, 0), (first.Count, second.Count, third.Count, semaphore.Available));
        first.Dispose();
        Assert.Equal((0, 1), (first.Count, semaphore.Available));
    }

    [Fact]
    public void A_permit_is_given_back_once_however_often_and_by_whatever_copy()
    {
        FairSemaphore semaphore = new(1);
        semaphore.TryAcquire(out SemaphorePermit permit);
        SemaphorePermit copy = permit;
        permit.Dispose();
        permit.Dispose();
        copy.Dispose();
        Assert.Equal(1, semaphore.Available);

        // The next permit uses the same object again, and the old one must not reach it.
        semaphore.TryAcquire(out SemaphorePermit next);
        copy.Dispose();

        Assert.Equal((1, 0), (next.Count, semaphore.Available));
        Assert.True(permit == copy && permit != next);
    }

    [Fact]
    public async Task Who_waits_is_served_first_come_first_served()
    {
        FairSemaphore semaphore = new(1);
        SemaphorePermit held = await semaphore.AcquireAsync();
        Task<SemaphorePermit> first = Acquire(semaphore);
        Task<SemaphorePermit> second = Acquire(semaphore);

        held.Dispose();

        Assert.Equal(1, (await first.Soon()).Count);
        Assert.False(second.IsCompleted);
        (await first).Dispose();
        await second.Soon();
    }

    [Fact]
    public async Task Nobody_who_comes_later_passes()
    {
        FairSemaphore semaphore = new(3);
        SemaphorePermit held = await semaphore.AcquireAsync(2);
        Task<SemaphorePermit> large = Acquire(semaphore, 3);

        // One is there, and would do for these: it is gathered by the one in front.
        Assert.False(semaphore.TryAcquire(out _));
        Task<SemaphorePermit> small = Acquire(semaphore);

        Assert.Equal(0, semaphore.Available);
        Assert.False(large.IsCompleted || small.IsCompleted);
        held.Dispose();
        Assert.Equal(3, (await large.Soon()).Count);
        Assert.False(small.IsCompleted);
        (await large).Dispose();
        await small.Soon();
    }

    [Fact]
    public async Task What_is_given_back_is_gathered_until_it_is_enough()
    {
        FairSemaphore semaphore = new(0);
        Task<SemaphorePermit> large = Acquire(semaphore, 3);

        semaphore.AddPermits(1);
        semaphore.AddPermits(1);
        Assert.False(large.IsCompleted);
        semaphore.AddPermits(2);

        Assert.Equal(3, (await large.Soon()).Count);
        Assert.Equal(1, semaphore.Available);
    }

    [Fact]
    public async Task Who_is_cancelled_leaves_what_it_had_gathered_to_those_behind()
    {
        FairSemaphore semaphore = new(0);
        using CancellationTokenSource cts = new();
        Task<SemaphorePermit> large = Acquire(semaphore, 3, cts.Token);
        Task<SemaphorePermit> small = Acquire(semaphore);
        Task<SemaphorePermit> other = Acquire(semaphore);
        semaphore.AddPermits(2);
        Assert.False(small.IsCompleted);

        await cts.CancelAsync();

        OperationCanceledException thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large.Soon());
        Assert.Equal(cts.Token, thrown.CancellationToken);
        await small.Soon();
        await other.Soon();
        Assert.Equal(0, semaphore.Available);
    }

    [Fact]
    public async Task Who_was_served_before_its_token_was_cancelled_has_its_permits()
    {
        FairSemaphore semaphore = new(0);
        using CancellationTokenSource cts = new();
        ValueTask<SemaphorePermit> waiting = semaphore.AcquireAsync(1, cts.Token);
        semaphore.AddPermits(1);

        await cts.CancelAsync();

        Assert.Equal(1, (await waiting).Count);
        Assert.Equal(0, semaphore.Available);
    }

    [Fact]
    public async Task A_cancelled_token_takes_nothing_even_if_there_is_enough()
    {
        FairSemaphore semaphore = new(1);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await semaphore.AcquireAsync(1, new CancellationToken(canceled: true)));

        Assert.Equal(1, semaphore.Available);
    }

    [Fact]
    public async Task Who_waits_ends_with_its_time_and_has_taken_nothing()
    {
        FairSemaphore semaphore = new(1);
        FakeTimeProvider clock = new();
        SemaphorePermit held = await semaphore.AcquireAsync();
        Task<SemaphorePermit?> late = semaphore.TryAcquireAsync(TimeSpan.FromSeconds(1), timeProvider: clock).AsTask();

        clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Null(await late.Soon());
        Task<SemaphorePermit?> inTime = semaphore.TryAcquireAsync(TimeSpan.FromSeconds(1), timeProvider: clock).AsTask();
        held.Dispose();
        using SemaphorePermit? permit = await inTime.Soon();
        Assert.Equal(1, permit?.Count);
    }

    [Fact]
    public async Task Closing_ends_who_waits_and_refuses_who_comes()
    {
        FairSemaphore semaphore = new(1);
        SemaphorePermit held = await semaphore.AcquireAsync();
        Task<SemaphorePermit> waiting = Acquire(semaphore);

        Assert.True(semaphore.Close());
        Assert.False(semaphore.Close());

        await Assert.ThrowsAsync<SemaphoreClosedException>(() => waiting.Soon());
        await Assert.ThrowsAsync<SemaphoreClosedException>(async () => await semaphore.AcquireAsync());
        held.Dispose();
        Assert.Equal(1, semaphore.Available);
        Assert.False(semaphore.TryAcquire(out _));
        Assert.True(semaphore.IsClosed);
        await Assert.ThrowsAsync<SemaphoreClosedException>(async () => await semaphore.TryAcquireAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task Permits_can_be_forgotten_those_that_are_available_only()
    {
        FairSemaphore semaphore = new(3);
        SemaphorePermit held = await semaphore.AcquireAsync();

        Assert.Equal(2, semaphore.ForgetPermits(5));
        Assert.Equal(0, semaphore.Available);
        Task<SemaphorePermit> waiting = Acquire(semaphore, 2);
        semaphore.AddPermits(1);
        Assert.Equal(0, semaphore.ForgetPermits(1));

        held.Dispose();
        await waiting.Soon();
    }

    [Fact]
    public async Task A_permit_can_be_forgotten_and_does_not_come_back()
    {
        FairSemaphore semaphore = new(2);
        SemaphorePermit permit = await semaphore.AcquireAsync(2);

        Assert.Equal(2, permit.Forget());
        Assert.Equal(0, permit.Forget());
        permit.Dispose();

        Assert.Equal(0, semaphore.Available);
        semaphore.AddPermits(int.MaxValue);
        Assert.Equal(int.MaxValue, semaphore.Available);
    }

    [Fact]
    public async Task A_permit_can_be_split_and_merged()
    {
        FairSemaphore semaphore = new(5);
        SemaphorePermit permit = await semaphore.AcquireAsync(5);

        SemaphorePermit part = permit.Split(2);

        Assert.Equal((3, 2), (permit.Count, part.Count));
        Assert.Throws<ArgumentOutOfRangeException>(() => permit.Split(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => permit.Split(0));
        permit.Merge(part);
        Assert.Equal((5, 0), (permit.Count, part.Count));
        permit.Merge(permit);
        SemaphorePermit all = permit.Split(5);
        Assert.Equal((0, 5), (permit.Count, all.Count));
        Assert.Throws<InvalidOperationException>(() => permit.Merge(all));
        all.Dispose();
        Assert.Equal(5, semaphore.Available);
    }

    [Fact]
    public async Task Permits_of_two_semaphores_are_not_merged()
    {
        FairSemaphore one = new(1);
        FairSemaphore other = new(1);
        SemaphorePermit mine = await one.AcquireAsync();
        SemaphorePermit yours = await other.AcquireAsync();

        Assert.Throws<ArgumentException>(() => mine.Merge(yours));

        mine.Dispose();
        yours.Dispose();
        Assert.Equal((1, 1), (one.Available, other.Available));
    }

    [Fact]
    public async Task There_are_never_more_permits_than_can_be_counted()
    {
        FairSemaphore semaphore = new(int.MaxValue);
        using SemaphorePermit held = await semaphore.AcquireAsync(10);

        Assert.Throws<SemaphoreFullException>(() => semaphore.AddPermits(1));

        Assert.Equal(int.MaxValue - 10, semaphore.Available);
    }

    [Fact]
    public async Task Counts_that_make_no_sense_are_refused()
    {
        FairSemaphore semaphore = new(0);

        Assert.Throws<ArgumentOutOfRangeException>(() => new FairSemaphore(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => semaphore.TryAcquire(out _, 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await semaphore.AcquireAsync(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => semaphore.AddPermits(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => semaphore.ForgetPermits(-1));
    }

    [Fact]
    public async Task A_plain_thread_can_acquire_and_a_thread_of_the_pool_is_refused()
    {
        FairSemaphore semaphore = new(0);
        int acquired = 0;
        Thread thread = new(() =>
        {
            using SemaphorePermit permit = semaphore.Acquire(2);
            acquired = permit.Count;
            using SemaphorePermit? late = semaphore.TryAcquire(TimeSpan.Zero);
            acquired += late?.Count ?? 10;
        });
        thread.Start();

        semaphore.AddPermits(2);

        Assert.True(thread.Join(TimeSpan.FromSeconds(10)));
        Assert.Equal(12, acquired);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Task.Run(() => semaphore.Acquire()));
    }

    [Fact]
    public async Task Many_who_acquire_at_once_never_hold_more_than_there_are()
    {
        const int Permits = 5;
        FairSemaphore semaphore = new(Permits);
        int held = 0;
        int most = 0;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (int round = 0; round < 500; round++)
            {
                int wanted = 1 + ((worker + round) % Permits);
                using SemaphorePermit permit = await semaphore.AcquireAsync(wanted);
                int now = Interlocked.Add(ref held, wanted);
                InterlockedMax(ref most, now);
                Interlocked.Add(ref held, -wanted);
            }
        }))).Soon();

        Assert.InRange(most, 1, Permits);
        Assert.Equal(Permits, semaphore.Available);
    }

    private static void InterlockedMax(ref int location, int value)
    {
        int before = Volatile.Read(ref location);
        while (value > before)
        {
            int seen = Interlocked.CompareExchange(ref location, value, before);
            if (seen == before) return;
            before = seen;
        }
    }

    private static Task<SemaphorePermit> Acquire(FairSemaphore semaphore, int count = 1, CancellationToken cancellationToken = default) =>
        semaphore.AcquireAsync(count, cancellationToken).AsTask();
}
