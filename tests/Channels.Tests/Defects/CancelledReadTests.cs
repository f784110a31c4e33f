using Channels.Tests.Contracts;

namespace Channels.Tests.Defects;

/// <summary>In System.Threading.Channels of .NET 10, a read that is cancelled while it registers its token can take a value with it, and spoil the waits after it.</summary>
public sealed class CancelledReadTests
{
    [Theory]
    [InlineData(QueueKind.Mpsc)]
    [InlineData(QueueKind.MpscBounded)]
    [InlineData(QueueKind.Mpmc)]
    [InlineData(QueueKind.MpmcBounded)]
    public async Task A_read_that_is_cancelled_while_it_begins_takes_no_value_with_it(QueueKind kind)
    {
        const int rounds = 10_000;
        var (sender, receiver) = kind.Create<int>();
        CancellationTokenSource cts = null!;
        ValueTask<int> read = default;
        int cancelled = 0;
        int expected = 0;

        InStep.Race(
            rounds,
            _ => cts = new CancellationTokenSource(),
            _ => read = receiver.ReadAsync(cts.Token),
            round =>
            {
                // Before the write in one round, after it in the next.
                if (round % 2 == 0) cts.Cancel();
                Assert.True(sender.TryWrite(round));
                if (round % 2 == 1) cts.Cancel();
            },
            round =>
            {
                try
                {
                    expected = read.AsTask().GetAwaiter().GetResult();
                }
                catch (OperationCanceledException)
                {
                    cancelled++;
                    Assert.True(receiver.TryRead(out expected), $"Round {round}: the read was cancelled and the value is gone.");
                }

                Assert.Equal(round, expected);
                cts.Dispose();
            });

        Assert.Equal(0, receiver.Count);
        Assert.InRange(cancelled, 1, rounds);
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData(QueueKind.Mpsc)]
    [InlineData(QueueKind.MpscBounded)]
    [InlineData(QueueKind.Mpmc)]
    [InlineData(QueueKind.MpmcBounded)]
    [InlineData(QueueKind.Prioritized)]
    [InlineData(QueueKind.Rendezvous)]
    public async Task After_a_cancelled_read_and_a_clean_end_waiting_to_read_is_false(QueueKind kind)
    {
        for (int round = 0; round < 200; round++)
        {
            var (sender, receiver) = kind.Create<int>();
            using CancellationTokenSource cts = new();
            Task<int> read = receiver.ReadAsync(cts.Token).AsTask();
            await cts.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read.Soon());
            Task<bool> wait = receiver.WaitToReadAsync().AsTask();

            sender.Complete();

            Assert.False(await wait.Soon());
        }
    }
}
