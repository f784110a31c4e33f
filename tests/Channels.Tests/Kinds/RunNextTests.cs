using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

/// <summary>Continuations that run next on the thread that made them ready are not held up by it.</summary>
public sealed class RunNextTests
{
    [Fact]
    public async Task What_a_blocked_continuation_made_ready_runs_on_another_thread()
    {
        var (start, started) = Mpsc.Unbounded<int>();
        var (next, nexted) = Mpsc.Unbounded<int>();
        using ManualResetEventSlim hasRun = new();
        Task<bool> blocked = BlockAsync();
        Task other = SetAsync();

        start.TryWrite(1);

        Assert.True(await blocked.Soon());
        await other.Soon();

        async Task<bool> BlockAsync()
        {
            await started.ReadAsync().ConfigureAwait(false);
            next.TryWrite(1);
            // This thread now blocks on what it has just made ready.
            return hasRun.Wait(TimeSpan.FromSeconds(20));
        }

        async Task SetAsync()
        {
            await nexted.ReadAsync().ConfigureAwait(false);
            hasRun.Set();
        }
    }

    [Fact]
    public async Task Two_that_wait_for_each_other_without_end_leave_the_pool_to_others()
    {
        var (ping, pinged) = Mpsc.Bounded<int>(1);
        var (pong, ponged) = Mpsc.Bounded<int>(1);
        bool isOver = false;
        Task first = PlayAsync(pinged, pong);
        Task second = PlayAsync(ponged, ping);
        ping.TryWrite(0);

        for (int turn = 0; turn < 100; turn++) await Task.Run(() => { }).Soon();
        Volatile.Write(ref isOver, true);

        await Task.WhenAll(first, second).Soon();

        async Task PlayAsync(Receiver<int> from, Sender<int> to)
        {
            while (!Volatile.Read(ref isOver))
            {
                await from.ReadAsync().ConfigureAwait(false);
                await to.WriteAsync(0).ConfigureAwait(false);
            }

            to.TryWrite(0);
        }
    }

    [Fact]
    public async Task A_continuation_that_throws_where_nobody_looks_leaves_the_next_to_run()
    {
        var (start, started) = Mpsc.Unbounded<int>();
        var (next, nexted) = Mpsc.Unbounded<int>();
        Task failing = FailAsync();
        Task<int> read = nexted.ReadAsync().AsTask();

        start.TryWrite(1);

        Assert.Equal(1, await read.Soon());
        await Assert.ThrowsAsync<InvalidOperationException>(() => failing);

        async Task FailAsync()
        {
            await started.ReadAsync().ConfigureAwait(false);
            next.TryWrite(1);
            throw new InvalidOperationException("on purpose");
        }
    }
}
