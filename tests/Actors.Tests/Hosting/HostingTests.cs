using Actors.Hosting;
using Actors.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Tests.Hosting;

public class HostingTests
{
    private readonly Journal _journal = new();

    [Fact]
    public async Task Actors_start_in_order_before_other_services_and_stop_in_reverse_after_them()
    {
        TestHost host = await TestHost.StartAsync(
            actors => actors.Add("first", _ => new Named(_journal)).Add("second", _ => new Named(_journal)),
            // Registered before AddActors is called, and yet later and earlier.
            configure: builder => builder.Services.AddHostedService(_ => new Service(_journal)));

        await host.DisposeAsync();

        Assert.Equal(
            ["/first starts", "/second starts", "service starts", "service stops", "/second stops", "/first stops"],
            _journal.Lines);
    }

    [Fact]
    public async Task An_address_is_injected_by_class_by_protocol_and_by_name()
    {
        await using TestHost host = await TestHost.StartAsync(actors => actors.Add("probe", _ => new Probe(_journal)).Add<Other>("other"));

        IActorRef<Probe> byClass = host.Ref<Probe>();

        Assert.Same(byClass, host.Ref<IHandle<Note>>());
        Assert.Same(host.Ref<Other>(), host.Ref<IOther>());
        Assert.Same(byClass, host.Host.Services.GetRequiredKeyedService<IActorRef<Probe>>("probe"));
        Assert.Same(byClass, host.System.Get<Probe>("probe"));
        Assert.Equal("/probe", byClass.Path.Value);
    }

    [Fact]
    public async Task Two_actors_of_a_class_are_told_apart_by_name()
    {
        await using TestHost host = await TestHost.StartAsync(actors => actors.Add("a", _ => new Probe(_journal)).Add("b", _ => new Probe(_journal)));

        AmbiguousActorException error = Assert.Throws<AmbiguousActorException>(() => host.Ref<Probe>());

        Assert.Equal("2 registered actors are Probe: a, b. Say which one is meant: [FromKeyedServices(\"a\")].", error.Message);
        Assert.Equal("/b", host.Host.Services.GetRequiredKeyedService<IActorRef<Probe>>("b").Path.Value);
    }

    [Fact]
    public async Task An_actor_that_nobody_registered_is_named_with_what_to_do()
    {
        await using TestHost host = await TestHost.StartAsync();

        Exception injected = Assert.Throws<ActorNotRegisteredException>(() => host.Ref<Probe>());
        Exception got = Assert.Throws<ActorNotRegisteredException>(() => host.System.Get<Probe>("probe"));

        Assert.StartsWith("No registered actor is Probe", injected.Message, StringComparison.Ordinal);
        Assert.StartsWith("No actor is registered as 'probe'.", got.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registered_actor_asked_for_as_something_else_is_refused()
    {
        await using TestHost host = await TestHost.StartAsync(actors => actors.Add<Other>("other"));

        Assert.Throws<ActorNotRegisteredException>(() => host.System.Get<Probe>("other"));
    }

    [Fact]
    public void A_name_that_is_registered_twice_is_refused_at_the_door() =>
        Assert.Throws<ActorNameException>(() => TestHost.Build(actors => actors.Add<Other>("same").Add<Other>("same")));

    [Fact]
    public void A_class_that_cannot_be_made_is_refused_at_the_door()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => TestHost.Build(actors => actors.Add<Actor>("none")));

        Assert.Equal("Actor is abstract and cannot be spawned. Name the class that handles the messages.", error.Message);
    }

    [Fact]
    public async Task What_is_told_before_the_host_starts_is_handled_after()
    {
        await using TestHost host = TestHost.Build(actors => actors.Add("probe", _ => new Probe(_journal)));
        host.Ref<Probe>().Tell(new Note("early"));
        Assert.Empty(_journal.Lines);

        await host.Host.StartAsync();

        Assert.Equal(["early"], await host.Ref<Probe>().AskAsync(new GetNotes()));
    }

    [Fact]
    public async Task Options_are_read_from_the_configuration()
    {
        await using TestHost host = await TestHost.StartAsync(settings:
        [
            ("Actors:AskTimeout", "00:00:02"), ("Actors:DrainTimeout", "00:00:03"), ("Actors:MailboxCapacity", "4"), ("Actors:MaxRestarts", "5"), ("Actors:RestartWindow", "00:00:06"),
        ]);

        ActorsOptions options = host.Host.Services.GetRequiredService<IOptions<ActorsOptions>>().Value;

        Assert.Equal(
            (TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3), 4, 5, TimeSpan.FromSeconds(6)),
            (options.AskTimeout, options.DrainTimeout, options.MailboxCapacity, options.MaxRestarts, options.RestartWindow));
    }

    [Theory]
    [InlineData("AskTimeout", "00:00:00", "ActorsOptions.AskTimeout is 00:00:00, but an Ask needs time for its answer. Give a positive time.")]
    [InlineData("DrainTimeout", "-00:00:01", "ActorsOptions.DrainTimeout is -00:00:01, but actors need time to drain.")]
    [InlineData("MailboxCapacity", "0", "ActorsOptions.MailboxCapacity is 0, but a mailbox needs room for at least one message.")]
    [InlineData("MaxRestarts", "-1", "ActorsOptions.MaxRestarts is -1, but restarts cannot be fewer than none.")]
    [InlineData("RestartWindow", "00:00:00", "ActorsOptions.RestartWindow is 00:00:00, but restarts are counted within a time.")]
    public async Task Options_that_make_no_sense_keep_the_host_from_starting(string option, string value, string sentence)
    {
        using IHost host = TestHost.Build(settings: ($"Actors:{option}", value)).Host;

        OptionsValidationException error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_actor_that_cannot_start_keeps_the_host_from_starting_and_the_others_are_stopped()
    {
        FormatException cause = new("no such file");
        using IHost host = TestHost.Build(actors => actors
            .Add("fine", _ => new Named(_journal))
            .Add<Named>("broken", _ => throw cause)
            .Add("never", _ => new Named(_journal))).Host;

        ActorStartException error = await Assert.ThrowsAsync<ActorStartException>(() => host.StartAsync());

        Assert.Same(cause, error.InnerException);
        Assert.Equal("/broken could not start: no such file", error.Message);
        Assert.Equal(["/fine starts", "/fine stops"], _journal.Lines);
    }

    [Fact]
    public async Task A_missing_constructor_service_is_the_cause_of_the_failed_start()
    {
        using IHost host = TestHost.Build(actors => actors.Add<Probe>("probe")).Host;

        ActorStartException error = await Assert.ThrowsAsync<ActorStartException>(() => host.StartAsync());

        Assert.Contains("Journal", error.InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_set_in_code_win_over_the_configuration()
    {
        await using TestHost host = await TestHost.StartAsync(
            actors => actors.Configure(options => options.MaxRestarts = 9), settings: ("Actors:MaxRestarts", "5"));

        Assert.Equal(9, host.Host.Services.GetRequiredService<IOptions<ActorsOptions>>().Value.MaxRestarts);
    }

    [Fact]
    public async Task A_logger_that_throws_hurts_no_actor()
    {
        await using TestHost host = await TestHost.StartAsync(configure: builder => builder.Logging.AddProvider(new BadLogger()));
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));

        actor.Tell(new Fail(new FormatException()));

        Assert.Equal(2, await actor.AskAsync(new GetLife()));
    }

    [Fact]
    public async Task AddActors_may_be_called_several_times()
    {
        await using TestHost host = await TestHost.StartAsync(
            actors => actors.Add("one", _ => new Probe(_journal)),
            configure: builder => builder.Services.AddActors(actors => actors.Add<Other>("other")));

        Assert.Equal("/other", host.Ref<Other>().Path.Value);
        Assert.Equal("2 actors started", host.Log.Single(5001));
    }

    [Fact]
    public async Task A_host_that_was_never_started_is_disposed_with_its_messages_accounted_for()
    {
        TestHost host = TestHost.Build(actors => actors.Add("probe", _ => new Probe(_journal)));
        Letters letters = Letters.Of(host.System);
        host.Ref<Probe>().Tell(new Note("never handled"));
        _ = host.Host.Services.GetServices<IHostedService>().Count();

        host.Host.Dispose();

        Assert.Equal(DeadLetterReason.StoppedBeforeHandling, Assert.Single(letters.All).Reason);
        await Task.CompletedTask;
    }

    private sealed class Named(Journal journal) : Actor, IHandle<Note>
    {
        public ValueTask HandleAsync(Note message, CancellationToken cancellationToken) => default;

        protected override ValueTask OnStartAsync(CancellationToken cancellationToken)
        {
            journal.Lines.Enqueue($"{Context.Path} starts");
            return default;
        }

        protected override ValueTask OnStopAsync(CancellationToken cancellationToken)
        {
            journal.Lines.Enqueue($"{Context.Path} stops");
            return default;
        }
    }

    private sealed class BadLogger : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Debug ? throw new IOException("no disk") : true;

        // The host's own lines are the host's own trouble.
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (eventId.Id is 3001 or 3002) throw new IOException("no disk");
        }

        public void Dispose()
        {
        }
    }

    private interface IOther : IHandle<Hold>;

    private sealed class Other : Actor, IOther
    {
        public ValueTask HandleAsync(Hold message, CancellationToken cancellationToken) => default;
    }

    private sealed class Service(Journal journal) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            journal.Lines.Enqueue("service starts");
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            journal.Lines.Enqueue("service stops");
            return Task.CompletedTask;
        }
    }
}
