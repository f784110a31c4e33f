using System.Diagnostics;
using Actors.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Hosting;

[Collection("One at a time")]
public class ShutdownTests
{
    private readonly Journal _journal = new();

    [Fact]
    public async Task Actors_handle_what_they_have_before_the_host_ends()
    {
        await using TestHost host = await TestHost.StartAsync(actors => actors.Add("probe", _ => new Probe(_journal)));
        IActorRef<Probe> actor = host.Ref<Probe>();
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        for (int number = 0; number < 1000; number++) actor.Tell(new Note($"{number}"));
        await entered.Passed;

        Task stopped = host.StopAsync();
        release.Open();
        await stopped;

        Assert.Equal(1000 + 2, _journal.Lines.Count);
        Assert.Contains("accepted 1001, handled 1001, faulted 0, undelivered 0, refused 0, restarts 0, lost 0", host.Log.Single(5003), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_actor_sends_to_one_that_stops_later_still_arrives()
    {
        await using TestHost host = await TestHost.StartAsync(actors => actors
            .Add("sink", _ => new Probe(_journal))
            .Add<Forwarder>("source"));
        (Gate entered, Gate release) = (new Gate(), new Gate());
        host.Ref<Forwarder>().Tell(new Hold(entered, release));
        for (int number = 0; number < 100; number++) host.Ref<Forwarder>().Tell(new Note($"{number}"));
        await entered.Passed;

        Task stopped = host.StopAsync();
        release.Open();
        await stopped;

        Assert.Equal(100 + 2, _journal.Lines.Count);
        Assert.Equal(0, host.System.GetAccount().Refused);
    }

    [Fact]
    public async Task When_the_time_is_over_what_waits_is_told_why()
    {
        await using TestHost host = await TestHost.StartAsync(actors => actors.Add("probe", _ => new Probe(_journal)), new FakeTimeProvider());
        Letters letters = Letters.Of(host.System);
        IActorRef<Probe> actor = host.Ref<Probe>();
        Gate entered = new();
        actor.Tell(new Hold(entered, new Gate()));
        Task<int> ask = actor.AskAsync(new GetLife(), Timeout.InfiniteTimeSpan).AsTask();
        actor.Tell(new Note("waits"));
        await entered.Passed;

        await host.StopAtOnceAsync();

        await Assert.ThrowsAsync<ActorSystemStoppingException>(() => ask);
        Assert.Equal([DeadLetterReason.ShutdownDeadline, DeadLetterReason.ShutdownDeadline], letters.All.Select(letter => letter.Reason));
        Assert.Contains("accepted 3, handled 0, faulted 1, undelivered 2 (/probe 2 ShutdownDeadline)", host.Log.Single(5003), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handler_that_never_returns_is_abandoned_by_name_and_the_host_ends_in_time()
    {
        await using TestHost host = await TestHost.StartAsync(actors => actors.Add<Stubborn>("stubborn"), configure: ShutdownTimeout(0.5));
        IActorRef<Stubborn> actor = host.Ref<Stubborn>();
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        Task<int> ask = actor.AskAsync(new GetLife(), Timeout.InfiniteTimeSpan).AsTask();
        await entered.Passed;

        long began = Stopwatch.GetTimestamp();
        await host.StopAsync();
        TimeSpan took = Stopwatch.GetElapsedTime(began);

        // The thread is the test machine's to give: what is asserted is the order of magnitude.
        Assert.InRange(took.TotalSeconds, 0.4, 5);
        Assert.Equal("/stubborn did not return from its handler in time and was abandoned with 2 messages", host.Log.Single(5005));
        Assert.Contains("accepted 2, handled 0, faulted 0, undelivered 2 (/stubborn 2 Abandoned)", host.Log.Single(5003), StringComparison.Ordinal);
        ActorSystemStoppingException error = await Assert.ThrowsAsync<ActorSystemStoppingException>(() => ask);
        Assert.Equal("/stubborn", error.Actor.Value);
        release.Open();
    }

    [Fact]
    public async Task Nobody_is_spawned_while_the_system_stops()
    {
        TestHost host = await TestHost.StartAsync();
        await host.StopAsync();

        Assert.Throws<ActorStoppedException>(() => host.System.Spawn(() => new Probe(_journal)));
        await host.DisposeAsync();
    }

    [Fact]
    public async Task A_failure_that_nobody_can_decide_stops_the_host_with_exit_code_1()
    {
        int exitCode = Environment.ExitCode;
        await using TestHost host = await TestHost.StartAsync(actors => actors.Add("probe", _ => new Probe(_journal)), settings: ("Actors:MaxRestarts", "1"));
        Gate stopping = new();
        host.Host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(stopping.Open);

        host.Ref<Probe>().Tell(new Fail(new InvalidOperationException("1")));
        host.Ref<Probe>().Tell(new Fail(new InvalidOperationException("2")));
        await stopping.Passed;

        Assert.Equal(1, Environment.ExitCode);
        Assert.Equal(1, host.Log.Count(5006));
        Environment.ExitCode = exitCode;
    }

    [Fact]
    public async Task Stopping_and_disposing_at_once_stops_once()
    {
        TestHost host = await TestHost.StartAsync(actors => actors.Add("probe", _ => new Probe(_journal)));

        await Task.WhenAll(host.Host.StopAsync(), host.Host.StopAsync(), host.DisposeAsync().AsTask());

        Assert.Equal(1, host.Log.Count(5003));
        Assert.Equal(["start", "stop"], _journal.Lines);
    }

    private static Action<HostApplicationBuilder> ShutdownTimeout(double seconds) =>
        builder => builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(seconds));

    private sealed class Forwarder([FromKeyedServices("sink")] IActorRef<IHandle<Note>> sink) : Actor, IHandle<Note>, IHandle<Hold>
    {
        public ValueTask HandleAsync(Note message, CancellationToken cancellationToken) => sink.TellAsync(message, cancellationToken);

        public async ValueTask HandleAsync(Hold message, CancellationToken cancellationToken)
        {
            message.Entered.Open();
            await message.Release.Passed.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Does not look at its token.</summary>
    private sealed class Stubborn : Actor, IHandle<Hold>, IHandle<GetLife, int>
    {
        public async ValueTask HandleAsync(Hold message, CancellationToken cancellationToken)
        {
            message.Entered.Open();
            await message.Release.Passed;
        }

        public ValueTask<int> HandleAsync(GetLife request, CancellationToken cancellationToken) => new(1);
    }
}
