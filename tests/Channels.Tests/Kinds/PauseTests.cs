namespace Channels.Tests.Kinds;

/// <summary>A writer that never has to wait pauses now and then, so that its reader has its turn.</summary>
public sealed class PauseTests
{
    private const int Values = 2_000;

    [Fact]
    public async Task A_write_in_some_hundreds_pauses_and_its_value_is_there_all_the_same()
    {
        int pauses = await Task.Run(async () =>
        {
            int paused = 0;
            var (sender, receiver) = Mpsc.Unbounded<int>();
            for (int value = 0; value < Values; value++)
            {
                ValueTask write = sender.WriteAsync(value);
                Assert.Equal(value + 1, receiver.Count);
                if (!write.IsCompleted) paused++;
                await write;
            }

            for (int value = 0; value < Values; value++)
            {
                Assert.True(receiver.TryRead(out int read));
                Assert.Equal(value, read);
            }

            return paused;
        });

        Assert.InRange(pauses, 1, Values / 200);
    }

    [Fact]
    public Task Who_asks_twice_whether_a_write_is_over_is_not_held_up() => Task.Run(() =>
    {
        var (sender, receiver) = Mpsc.Unbounded<int>();
        for (int value = 0; value < Values; value++)
        {
            ValueTask write = sender.WriteAsync(value);
            Assert.True(write.IsCompleted || write.IsCompleted);
            write.GetAwaiter().GetResult();
        }

        Assert.Equal(Values, receiver.Count);
    });

    [Fact]
    public Task A_write_that_nobody_awaits_is_a_write() => Task.Run(() =>
    {
        var (sender, receiver) = Mpsc.Unbounded<int>();
        for (int value = 0; value < Values; value++) _ = sender.WriteAsync(value).AsTask();

        Assert.Equal(Values, receiver.Count);
    });

    [Fact]
    public void Where_a_context_decides_what_runs_next_nobody_pauses()
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
        try
        {
            AssertNoPause();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    [Fact]
    public void A_thread_of_ones_own_never_pauses()
    {
        Exception? error = null;
        Thread thread = new(() => error = Record.Exception(AssertNoPause));
        thread.Start();
        thread.Join();
        Assert.Null(error);
    }

    private static void AssertNoPause()
    {
        var (sender, _) = Mpsc.Unbounded<int>();
        for (int value = 0; value < Values; value++)
        {
            ValueTask write = sender.WriteAsync(value);
            Assert.True(write.IsCompletedSuccessfully);
        }
    }
}
