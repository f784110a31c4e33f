using Channels.Atomics;

namespace Channels.Tests.Kinds;

/// <summary>The lock under every kind that has one.</summary>
public sealed class GateTests
{
    [Fact]
    public void One_at_a_time_is_inside_and_nobody_is_left_asleep()
    {
        Gate gate = new();
        const int threads = 4;
        const int rounds = 20_000;
        int inside = 0;
        int counted = 0;
        Thread[] all = [.. Enumerable.Range(0, threads).Select(_ => new Thread(() =>
        {
            for (int i = 0; i < rounds; i++)
            {
                using (gate.Enter())
                {
                    if (++inside != 1) counted = int.MinValue;
                    counted++;
                    // Long enough now and then for the others to fall asleep.
                    if (i % 512 == 0) Thread.Sleep(0);
                    inside--;
                }
            }
        }))];

        foreach (Thread thread in all) thread.Start();

        foreach (Thread thread in all) Assert.True(thread.Join(TimeSpan.FromSeconds(60)));
        Assert.Equal(threads * rounds, counted);
    }
}
