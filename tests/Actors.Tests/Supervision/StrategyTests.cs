using Actors.Supervision;

namespace Actors.Tests;

/// <summary>Strategies and backoffs are pure: what goes in decides what comes out. S4 and S5 of the OTP checklist.</summary>
public class StrategyTests
{
    [Fact]
    public void A_strategy_restarts_three_times_in_five_seconds_unless_told_otherwise()
    {
        foreach (SupervisorStrategy strategy in new SupervisorStrategy[] { new OneForOneStrategy(), new AllForOneStrategy(), new RestForOneStrategy() })
        {
            Assert.Equal((3, TimeSpan.FromSeconds(5)), (strategy.MaxRestarts, strategy.Within));
            Assert.Equal(Directive.Restart, strategy.Decide(new Failure(new ActorPath("/a"), new InvalidOperationException())));
            Assert.Null(strategy.Backoff);
            Assert.Equal(AutoShutdown.Never, strategy.AutoShutdown);
        }
    }

    [Fact]
    public void A_child_is_transient_not_significant_and_waited_for_unless_told_otherwise()
    {
        SpawnOptions options = new();

        Assert.Equal((RestartType.Transient, false, null, 0), (options.Restart, options.IsSignificant, options.StopTimeout, options.MessageRetries));
    }

    [Fact]
    public void A_strategy_decides_as_its_function_does()
    {
        Func<Failure, Directive> decide = failure => failure.Error is FormatException ? Directive.Stop : Directive.Resume;

        foreach (SupervisorStrategy strategy in new SupervisorStrategy[] { new OneForOneStrategy(decide: decide), new AllForOneStrategy(decide: decide), new RestForOneStrategy(decide: decide) })
        {
            Assert.Equal(Directive.Stop, strategy.Decide(new Failure(new ActorPath("/a"), new FormatException())));
            Assert.Equal(Directive.Resume, strategy.Decide(new Failure(new ActorPath("/a"), new InvalidOperationException())));
        }
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(1, 0)]
    [InlineData(1, -5)]
    public void A_strategy_without_sense_is_refused(int maxRestarts, int seconds)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneForOneStrategy(maxRestarts, TimeSpan.FromSeconds(seconds)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AllForOneStrategy(maxRestarts, TimeSpan.FromSeconds(seconds)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RestForOneStrategy(maxRestarts, TimeSpan.FromSeconds(seconds)));
    }

    [Fact]
    public void Waits_double_up_to_their_limit()
    {
        RestartBackoff backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), jitter: 0);

        Assert.Equal([1, 2, 4, 8, 10, 10], Enumerable.Range(1, 6).Select(restart => backoff.DelayBefore(restart, chance: 0.5).TotalSeconds));
        Assert.Equal(10, backoff.DelayBefore(int.MaxValue, chance: 0).TotalSeconds);
    }

    [Fact]
    public void Chance_takes_at_most_the_jitter_off_a_wait()
    {
        RestartBackoff backoff = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), factor: 3, jitter: 0.5);

        Assert.Equal(3, backoff.DelayBefore(2, chance: 0).TotalSeconds);
        Assert.Equal(2.25, backoff.DelayBefore(2, chance: 0.5).TotalSeconds);
        Assert.Equal(1.5, backoff.DelayBefore(2, chance: 1).TotalSeconds);
    }

    [Fact]
    public void An_actor_is_well_again_after_the_longest_wait_unless_told_otherwise()
    {
        Assert.Equal(TimeSpan.FromSeconds(10), new RestartBackoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10)).ResetAfter);
        Assert.Equal(TimeSpan.FromSeconds(3), new RestartBackoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), resetAfter: TimeSpan.FromSeconds(3)).ResetAfter);
    }

    [Theory]
    [InlineData(0, 10, 2, 0.2, 1)]
    [InlineData(2, 1, 2, 0.2, 1)]
    [InlineData(1, 90_000, 2, 0.2, 1)]
    [InlineData(1, 10, 0.9, 0.2, 1)]
    [InlineData(1, 10, double.NaN, 0.2, 1)]
    [InlineData(1, 10, double.PositiveInfinity, 0.2, 1)]
    [InlineData(1, 10, 2, -0.1, 1)]
    [InlineData(1, 10, 2, 1.1, 1)]
    [InlineData(1, 10, 2, double.NaN, 1)]
    [InlineData(1, 10, 2, 0.2, 0)]
    public void A_backoff_without_sense_is_refused(double first, double max, double factor, double jitter, double resetAfter) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RestartBackoff(
            TimeSpan.FromSeconds(first), TimeSpan.FromSeconds(max), factor, jitter, TimeSpan.FromSeconds(resetAfter)));

    [Fact]
    public void There_is_no_restart_before_the_first() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new RestartBackoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)).DelayBefore(0, 0));
}
