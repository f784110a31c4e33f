using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Channels.Tests.Contracts;
using Xunit.Abstractions;

namespace Channels.Tests.Defects;

/// <summary>What System.Threading.Channels of .NET 10 does where ours do better: each test here has its counterpart beside it, which holds ours to the contrary.</summary>
public sealed class BclDefectTests(ITestOutputHelper output)
{
    /// <summary>Counterpart: <see cref="CompletionRaceTests"/>. A matter of luck, so here it is reported and not demanded; the stress program (<c>completions</c>) tries for longer.</summary>
    [BclFact]
    public void Bcl_now_and_then_loses_its_Completion_when_the_last_read_races_the_end()
    {
        const int Most = 300_000;
        Stopwatch clock = Stopwatch.StartNew();
        int rounds = 0;
        int lost = 0;
        while (lost == 0 && rounds < Most && clock.ElapsedMilliseconds < 1_500)
        {
            const int Batch = 1_000;
            Channel<int>[] channels = new Channel<int>[Batch + 1];
            for (int i = 1; i <= Batch; i++)
            {
                channels[i] = Channel.CreateUnbounded<int>();
                channels[i].Writer.TryWrite(i);
            }

            InStep.Meet(Batch, round => Assert.True(channels[round].Reader.TryRead(out int _)), round => channels[round].Writer.TryComplete());
            rounds += Batch;
            lost += channels.Skip(1).Count(channel => !channel.Reader.Completion.IsCompleted);
        }

        output.WriteLine($"{(lost == 0 ? "not shown" : $"{lost} lost")} in {rounds:N0} rounds, {clock.ElapsedMilliseconds:N0} ms");
    }

    /// <summary>Counterpart: <see cref="CancelledReadTests"/>.</summary>
    [BclFact]
    public void Bcl_loses_a_value_to_a_read_that_was_cancelled_while_it_began()
    {
        int lost = 0;
        for (int round = 0; round < 100; round++)
        {
            Channel<int> channel = Channel.CreateBounded<int>(4);
            ValueTask<int> read = CancelWhileItBegins(channel);
            Assert.True(channel.Writer.TryWrite(1));
            // The thread may have slept elsewhere: then the read found its token cancelled, and all is well.
            if (read.IsCanceled && !channel.Reader.TryRead(out _)) lost++;
        }

        Assert.InRange(lost, 1, 100);
    }

    /// <summary>Counterpart: <see cref="RetainedValueTests"/>.</summary>
    [BclFact]
    public async Task Bcl_keeps_the_last_value_of_a_read_that_waited()
    {
        Channel<object> bounded = Channel.CreateBounded<object>(4);
        Channel<object> unbounded = Channel.CreateUnbounded<object>();

        WeakReference[] values = [await ReadAsync(bounded), await ReadAsync(unbounded)];

        for (int round = 0; round < 10; round++)
        {
            await Task.Run(() => { });
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.All(values, value => Assert.True(value.IsAlive));
        GC.KeepAlive(bounded);
        GC.KeepAlive(unbounded);
    }

    /// <summary>Counterpart: <see cref="CancelledReadTests"/>.</summary>
    [BclFact]
    public async Task Bcl_throws_from_a_wait_for_a_value_at_a_clean_end_after_a_cancelled_read()
    {
        int thrown = 0;
        for (int round = 0; round < 200; round++)
        {
            Exception? failure = await Record.ExceptionAsync(() => WaitAfterACancelledRead());
            if (failure is ChannelClosedException) thrown++;
        }

        Assert.InRange(thrown, 1, 200);
    }

    private static Task<bool> WaitAfterACancelledRead()
    {
        Channel<int> channel = Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleReader = true });
        using CancellationTokenSource cts = new();
        ValueTask<int> read = channel.Reader.ReadAsync(cts.Token);
        cts.Cancel();
        Assert.True(read.IsCanceled);
        ValueTask<bool> wait = channel.Reader.WaitToReadAsync();
        channel.Writer.Complete();
        return wait.AsTask();
    }

    /// <summary>Holds the channel's lock while the read begins, so that its token is cancelled after the read looked at it and before it registers.</summary>
    private static ValueTask<int> CancelWhileItBegins(Channel<int> channel)
    {
        object gate = channel.GetType().GetProperty("SyncObj", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(channel)!;
        using CancellationTokenSource cts = new();
        ValueTask<int> read = default;
        Thread reader = new(() => read = channel.Reader.ReadAsync(cts.Token)) { IsBackground = true };
        lock (gate)
        {
            reader.Start();
            SpinWait.SpinUntil(() => (reader.ThreadState & System.Threading.ThreadState.WaitSleepJoin) != 0);
            cts.Cancel();
        }

        reader.Join();
        return read;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> ReadAsync(Channel<object> channel)
    {
        Task<object> read = channel.Reader.ReadAsync().AsTask();
        channel.Writer.TryWrite(new object());
        return new WeakReference(await read.Soon());
    }
}
