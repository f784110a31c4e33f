using Actors.Tests.Support;

namespace Actors.Tests.Hosting;

/// <summary>What a real process does about a real signal: the statements S1 to S8 of docs/hosting.md.</summary>
[Collection("One at a time")]
public sealed class SignalTests
{
    // Over the shutdown timeout, as promised; the rest is for a machine that is busy with other tests.
    private static readonly TimeSpan Overshoot = TimeSpan.FromMilliseconds(250 + 2000);

    [UnixFact]
    public async Task A_host_that_is_told_to_end_handles_what_it_has()
    {
        using HostProcess host = await HostProcess.StartAsync("drain", timeout: 30);

        await host.EndAsync();

        Assert.Equal(0, host.ExitCode);
        host.Printed.MustBeRight();
        Assert.Equal(20, host.Printed.Handled);
    }

    [UnixFact]
    public async Task A_host_ends_within_its_timeout_though_there_is_more_to_handle()
    {
        using HostProcess host = await HostProcess.StartAsync("long", timeout: 1);

        await host.EndAsync();

        Assert.Equal(0, host.ExitCode);
        host.Printed.MustBeRight();
        Assert.InRange(host.Took, TimeSpan.Zero, TimeSpan.FromSeconds(1) + Overshoot);
        Assert.Contains("ShutdownDeadline", host.Output, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_handler_that_never_returns_is_named_and_does_not_keep_the_process()
    {
        using HostProcess host = await HostProcess.StartAsync("stuck", timeout: 1);

        await host.EndAsync();

        Assert.Equal(0, host.ExitCode);
        host.Printed.MustBeRight();
        Assert.InRange(host.Took, TimeSpan.Zero, TimeSpan.FromSeconds(1) + Overshoot);
        Assert.Contains("/second did not return from its handler in time and was abandoned with 2 messages", host.Output, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task Handlers_that_hold_every_thread_of_the_pool_do_not_keep_the_process()
    {
        using HostProcess host = await HostProcess.StartAsync("starved", timeout: 2);

        await host.EndAsync();

        host.Printed.MustBeRight();
        // That the signal itself is heard takes a thread of the pool, which makes one every half second.
        Assert.InRange(host.Took, TimeSpan.Zero, TimeSpan.FromSeconds(2 + 10) + Overshoot);
    }

    [UnixFact]
    public async Task A_second_signal_ends_the_drain_with_an_account()
    {
        using HostProcess host = await HostProcess.StartAsync("long", timeout: 120);

        await host.EndAsync(TimeSpan.FromMilliseconds(500));

        Assert.Equal(0, host.ExitCode);
        host.Printed.MustBeRight();
        Assert.True(host.Printed.Undelivered > 0, host.Output);
        Assert.InRange(host.Took, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        Assert.Contains("A second signal, SIGTERM, ends the drain", host.Output, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_start_that_fails_half_way_stops_what_had_started()
    {
        using HostProcess host = await HostProcess.StartAsync("start-fails", timeout: 30);

        await host.AwaitEndAsync();

        Assert.NotEqual(0, host.ExitCode);
        host.Printed.MustBeRight();
        Assert.Contains("/second stopped", host.Output, StringComparison.Ordinal);
        Assert.Contains("/first stopped", host.Output, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_signal_while_the_host_starts_ends_it()
    {
        using HostProcess host = await HostProcess.StartAsync("slow-start", timeout: 30);

        await host.EndAsync();

        host.Printed.MustBeRight();
        Assert.InRange(host.Took, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Contains("/first stopped", host.Output, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_failure_that_nobody_decides_about_ends_the_process_with_exit_code_1()
    {
        using HostProcess host = await HostProcess.StartAsync("fail", timeout: 30);

        await host.AwaitEndAsync();

        Assert.Equal(1, host.ExitCode);
        host.Printed.MustBeRight();
        Assert.Equal(1, host.Printed.Faulted);
    }

    [UnixFact]
    public async Task Services_that_stop_beside_the_actors_may_still_send()
    {
        using HostProcess host = await HostProcess.StartAsync("concurrent", timeout: 30);

        await host.EndAsync();

        Assert.Equal(0, host.ExitCode);
        host.Printed.MustBeRight();
        Assert.InRange(host.Took, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }
}
