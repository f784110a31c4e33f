using Channels.Atomics;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests;

/// <summary>The simulation itself: it runs every schedule there is, finds what is wrong in one of them, and does it again.</summary>
public sealed class SimulationTests
{
    public static TheoryData<string> Strategies => ["exhaustive", "bounded", "priorities", "random"];

    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 6)]
    [InlineData(null, 20)]
    public void Exhaustive_runs_every_schedule_once(int? preemptions, int expected)
    {
        Finding finding = Exploration.Run<TwoThreadsOfThreeSteps>(new Exhaustive(preemptions));

        Assert.Null(finding.Failure);
        Assert.Equal(expected, finding.Schedules);
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Each_strategy_finds_a_lost_wakeup(string strategy)
    {
        Finding finding = Exploration.Run<LostWakeup>(Create(strategy));

        Assert.NotNull(finding.Failure);
        Assert.Contains("Deadlock: sleeper would wait forever.", finding.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_can_be_run_again_from_its_picks()
    {
        Finding found = Exploration.Run<LostWakeup>(new Exhaustive(null));

        Finding again = Exploration.Run<LostWakeup>(new Replay(found.Picks));

        Assert.Equal(1, again.Schedules);
        Assert.NotNull(again.Failure);
        Assert.Equal(found.Picks, again.Picks);
    }

    [Fact]
    public void The_same_seed_draws_the_same_schedules()
    {
        Finding one = Exploration.Run<LostWakeup>(new Priorities(seed: 7, schedules: 1000));
        Finding other = Exploration.Run<LostWakeup>(new Priorities(seed: 7, schedules: 1000));

        Assert.Equal(one.Schedules, other.Schedules);
        Assert.Equal(one.Picks, other.Picks);
    }

    [Fact]
    public void A_failure_is_told_as_a_table_with_a_column_for_each_thread()
    {
        Finding found = Exploration.Run<LostWakeup>(new Exhaustive(null));

        string header = found.Failure!.Split('\n').Single(line => line.StartsWith("step", StringComparison.Ordinal));
        Assert.Contains("| sleeper", header, StringComparison.Ordinal);
        Assert.Contains("| waker", header, StringComparison.Ordinal);
        Assert.Contains("new Replay([", found.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void What_must_always_hold_is_looked_at_between_the_steps()
    {
        Finding finding = Exploration.Run<PassingLie>(new Exhaustive(null));

        Assert.Contains("never two", finding.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_that_do_not_end_are_a_failure()
    {
        Finding finding = Exploration.Run<Spinner>(new Exhaustive(0));

        Assert.Contains("Livelock", finding.Failure, StringComparison.Ordinal);
    }

    private static IStrategy Create(string name) => name switch
    {
        "exhaustive" => new Exhaustive(null),
        "bounded" => new Exhaustive(1),
        "priorities" => new Priorities(seed: 1, schedules: 1000),
        _ => new RandomWalk(seed: 1, schedules: 1000),
    };

    private sealed class TwoThreadsOfThreeSteps : Model
    {
        public override void Arrange()
        {
            Thread("one", TakeTwoPoints);
            Thread("other", TakeTwoPoints);
        }

        public override void Check()
        {
        }

        private static void TakeTwoPoints()
        {
            Interleave.Point();
            Interleave.Point();
        }
    }

    /// <summary>Looks, then sleeps; the waker comes in between.</summary>
    private sealed class LostWakeup : Model
    {
        private bool _hasItem;
        private bool _sleeps;
        private bool _isWoken;

        public override void Arrange()
        {
            Thread("sleeper", () =>
            {
                if (Atomic.Read(ref _hasItem)) return;
                Atomic.Write(ref _sleeps, true);
                WaitUntil(() => _isWoken);
            });
            Thread("waker", () =>
            {
                Atomic.Write(ref _hasItem, true);
                if (Atomic.Read(ref _sleeps)) _isWoken = true;
            });
        }

        public override void Check()
        {
        }
    }

    private sealed class PassingLie : Model
    {
        private int _count;

        public override void Arrange()
        {
            Thread("one", Visit);
            Thread("other", Visit);
        }

        public override void CheckAlways() => Claim(_count < 2, "There are never two.");

        public override void Check() => Claim(_count == 0, "All have left.");

        private void Visit()
        {
            Atomic.Increment(ref _count);
            Atomic.Decrement(ref _count);
        }
    }

    private sealed class Spinner : Model
    {
        private int _rounds;

        public override void Arrange() => Thread("spinner", () =>
        {
            while (Atomic.Increment(ref _rounds) > 0)
            {
            }
        });

        public override void Check()
        {
        }
    }
}
