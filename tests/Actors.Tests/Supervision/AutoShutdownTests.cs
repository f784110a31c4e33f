using Actors.Supervision;
using Actors.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actors.Tests;

/// <summary>X1 to X4 and S4 of the OTP checklist: supervisors that stop because significant children have ended.</summary>
public class AutoShutdownTests
{
    private static readonly Fail Failure = new(new InvalidOperationException("bad"));

    [Fact]
    public async Task The_first_significant_child_that_ends_stops_its_supervisor()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy { AutoShutdown = AutoShutdown.AnySignificant });
        await host.HireAsync("a", configure: null);
        IActorRef<Member> significant = await host.HireAsync("b", options => options.IsSignificant = true);
        await host.HireAsync("c", configure: null);
        host.Roll.Clear();

        significant.Tell(new StopYourself());

        await host.Roll.CrewStopped.Passed;
        Assert.Equal(["b stops", "c stops", "a stops", "crew stops"], host.Roll.Lines);
    }

    [Fact]
    public async Task The_last_significant_child_that_ends_stops_its_supervisor()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy { AutoShutdown = AutoShutdown.AllSignificant });
        IActorRef<Member> first = await host.HireAsync("a", options => options.IsSignificant = true);
        IActorRef<Member> second = await host.HireAsync("b", options => options.IsSignificant = true);

        first.Tell(new StopYourself());
        await first.StopAsync().WaitAsync(Gate.Patience);
        Assert.Equal(1, await host.Crew.AskAsync(new GetLife()));
        second.Tell(new StopYourself());

        await host.Roll.CrewStopped.Passed;
    }

    [Fact]
    public async Task Children_that_are_not_significant_do_not_count()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy { AutoShutdown = AutoShutdown.AnySignificant });
        IActorRef<Member> member = await host.HireAsync("a", configure: null);

        member.Tell(new StopYourself());
        await member.StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal(1, await host.Crew.AskAsync(new GetLife()));
    }

    [Fact]
    public async Task A_significant_child_that_is_stopped_from_outside_does_not_count()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy { AutoShutdown = AutoShutdown.AnySignificant });
        IActorRef<Member> significant = await host.HireAsync("a", options => options.IsSignificant = true);

        await significant.StopAsync();

        Assert.Equal(1, await host.Crew.AskAsync(new GetLife()));
        Assert.DoesNotContain("crew stops", host.Roll.Lines);
    }

    [Fact]
    public async Task A_temporary_significant_child_that_ends_with_its_siblings_does_not_count()
    {
        await using CrewHost host = await CrewHost.StartAsync(new AllForOneStrategy { AutoShutdown = AutoShutdown.AnySignificant });
        IActorRef<Member> failing = await host.HireAsync("a", configure: null);
        await host.HireAsync("b", options => (options.IsSignificant, options.Restart) = (true, RestartType.Temporary));

        failing.Tell(Failure);

        Assert.Equal(2, await failing.AskAsync(new GetLife()));
        Assert.Equal(1, await host.Crew.AskAsync(new GetLife()));
        Assert.DoesNotContain("crew stops", host.Roll.Lines);
    }

    [Fact]
    public async Task A_temporary_significant_child_counts_when_it_fails()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy { AutoShutdown = AutoShutdown.AnySignificant });
        IActorRef<Member> significant = await host.HireAsync("a", options => (options.IsSignificant, options.Restart) = (true, RestartType.Temporary));

        significant.Tell(Failure);

        await host.Roll.CrewStopped.Passed;
    }

    [Fact]
    public async Task A_transient_significant_child_that_fails_is_restarted_and_does_not_count()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy { AutoShutdown = AutoShutdown.AnySignificant });
        IActorRef<Member> significant = await host.HireAsync("a", options => options.IsSignificant = true);

        significant.Tell(Failure);

        Assert.Equal(2, await significant.AskAsync(new GetLife()));
        Assert.Equal(1, await host.Crew.AskAsync(new GetLife()));
    }

    [Fact]
    public async Task A_significant_child_that_the_strategy_stops_counts()
    {
        await using CrewHost host = await CrewHost.StartAsync(new OneForOneStrategy(decide: _ => Directive.Stop) { AutoShutdown = AutoShutdown.AnySignificant });
        IActorRef<Member> significant = await host.HireAsync("a", options => options.IsSignificant = true);

        significant.Tell(Failure);

        await host.Roll.CrewStopped.Passed;
    }

    [Fact]
    public async Task A_host_whose_significant_actor_has_ended_stops_as_if_asked_to()
    {
        Roll roll = new();
        await using TestHost host = await TestHost.StartAsync(actors => actors
            .Supervise(new OneForOneStrategy { AutoShutdown = AutoShutdown.AnySignificant })
            .Add("a", _ => new Member("a", roll), options => options.IsSignificant = true));
        TaskCompletionSource stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = host.Host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.SetResult);

        host.System.Get<Member>("a").Tell(new StopYourself());

        await stopping.Task.WaitAsync(Gate.Patience);
        Assert.Equal(1, host.Log.Count(5008));
        Assert.Equal(0, host.Log.Count(5006));
    }

    [Fact]
    public async Task What_is_significant_and_permanent_is_refused_at_the_door()
    {
        await using TestHost host = await TestHost.StartAsync();

        ArgumentException error = Assert.Throws<ArgumentException>(() => host.System.Spawn(
            () => new Member("a", new Roll()), options: new SpawnOptions { IsSignificant = true, Restart = RestartType.Permanent }));

        Assert.StartsWith("SpawnOptions.IsSignificant is set for a permanent actor", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_significant_to_nobody_is_refused_at_the_door()
    {
        await using TestHost host = await TestHost.StartAsync();

        ArgumentException error = Assert.Throws<ArgumentException>(() => host.System.Spawn(
            () => new Member("a", new Roll()), options: new SpawnOptions { IsSignificant = true }));

        Assert.StartsWith("SpawnOptions.IsSignificant is set, but its supervisor's strategy never stops for a child.", error.Message, StringComparison.Ordinal);
    }
}
