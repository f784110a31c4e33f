using Actors.Hosting;
using Actors.Messaging;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actors.Testing;

/// <summary>
/// A whole actor system on one thread: what runs next is chosen by a seed, time stands still until it is told to move,
/// and the same seed does the same again.
/// </summary>
/// <remarks>
/// <para>
/// Handlers, timers and everything they await run inside the calls of this object, on the calling thread. Work that gets
/// away from it, by <c>Task.Run</c>, <c>ConfigureAwait(false)</c> or a clock other than <see cref="ActorContext.Time"/>,
/// is an escape: the next call throws a <see cref="SimulationException"/> that says what escaped.
/// </para>
/// <para>For one thread, the one that made it. Works with any test runner.</para>
/// </remarks>
public sealed class ActorSimulation : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WindDown = TimeSpan.FromMinutes(1);

    private const long BeforeMovingTheClock = 50;

    private readonly SimulationTrace _trace = new();
    private readonly SimulationScheduler _scheduler;
    private readonly SimulationInterceptor _interceptor;
    private readonly VirtualTime _time;
    private readonly ServiceProvider _services;
    private readonly IHostedService[] _hosted;
    private int _steps;
    private bool _isStopped;

    private ActorSimulation(int seed, Action<ActorsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Seed = seed;
        Random random = new(seed);
        Random = random;
        _scheduler = new SimulationScheduler(random, _trace);
        _time = new VirtualTime(random);
        Faults = new SimulationFaults(random, _time);
        _interceptor = new SimulationInterceptor(Faults, _trace);

        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton<TimeProvider>(_time);
        services.AddSingleton<IActorScheduler>(_scheduler);
        services.AddSingleton(random);
        services.AddSingleton<ActorInterceptor>(_interceptor);
        services.AddSingleton<IHostApplicationLifetime, SimulationLifetime>();
        services.AddActors(configure);
        _services = services.BuildServiceProvider();
        _hosted = [.. _services.GetServices<IHostedService>()];
    }

    /// <summary>What everything random comes from.</summary>
    public int Seed { get; }

    /// <summary>Randomness for the test itself, from the same seed.</summary>
    public Random Random { get; }

    /// <summary>How many steps may be run before the simulation says that it goes round in circles; 1,000,000 unless set.</summary>
    public int MaxSteps { get; set; } = 1_000_000;

    /// <summary>The services of the system, with what <c>actors.Services</c> replaced.</summary>
    public IServiceProvider Services => _services;

    /// <summary>The system itself.</summary>
    public IActorSystem System => _services.GetRequiredService<IActorSystem>();

    /// <summary>The clock; it stands still but for <see cref="Advance"/> and <see cref="Run(Func{Task})"/>.</summary>
    public TimeProvider Time => _time;

    /// <summary>Faults at chosen messages.</summary>
    public SimulationFaults Faults { get; }

    /// <summary>What actors did so far, in order.</summary>
    public IReadOnlyList<ActorEffect> Effects => _interceptor.Effects;

    /// <summary>Every step so far, in order, for people.</summary>
    public IReadOnlyList<string> Trace => _trace.Lines;

    /// <summary>A number for the whole run so far: equal for equal runs.</summary>
    public ulong TraceHash => _trace.Hash;

    /// <summary>Starts a system.</summary>
    /// <param name="seed">Any number; the same does the same.</param>
    /// <param name="configure">Adds the actors under test, as <c>AddActors</c> does; replace what they depend on with <c>actors.Services</c>.</param>
    /// <exception cref="ActorStartException">An actor's constructor or start hook threw.</exception>
    public static ActorSimulation Start(int seed, Action<ActorsBuilder> configure)
    {
        ActorSimulation simulation = new(seed, configure);
        foreach (IHostedService service in simulation._hosted) simulation.RunHost(() => service.StartAsync(CancellationToken.None));
        simulation._scheduler.IsStrict = true;
        return simulation;
    }

    /// <summary>The address of an actor that was added.</summary>
    public IActorRef<TActor> Get<TActor>(string name)
        where TActor : class => System.Get<TActor>(name);

    /// <summary>An actor that keeps the messages of a type that it is told, for the test to look at.</summary>
    public TestProbe<TMessage> CreateProbe<TMessage>(string? name = null) => new(System, name, _time, () => RunToIdle());

    /// <summary>Runs all that can run, in an order that the seed chooses; time stands still.</summary>
    /// <returns>How many steps there were.</returns>
    /// <exception cref="SimulationException">Work escaped, or it goes round in circles.</exception>
    public int RunToIdle()
    {
        int before = _steps;
        while (Step())
        {
        }

        return _steps - before;
    }

    /// <summary>Moves the clock, and with it fires each timer in its time and runs what follows.</summary>
    /// <exception cref="SimulationException">Work escaped, or it goes round in circles.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        DateTimeOffset end = _time.GetUtcNow() + by;
        RunToIdle();
        while (_time.NextDue is { } due && due <= end) FireNext(due);
        _time.MoveTo(end);
        RunToIdle();
    }

    /// <summary>Runs, and moves the clock from timer to timer, until something holds.</summary>
    /// <param name="condition">Looked at after each step.</param>
    /// <param name="within">How far the clock may be moved; an hour unless given.</param>
    /// <returns>Whether it held before there was nothing left to do.</returns>
    public bool RunUntil(Func<bool> condition, TimeSpan? within = null)
    {
        ArgumentNullException.ThrowIfNull(condition);
        DateTimeOffset end = _time.GetUtcNow() + (within ?? TimeSpan.FromHours(1));
        while (!condition())
        {
            if (Step()) continue;
            if (_time.NextDue is not { } due || due > end) return false;
            FireNext(due);
        }

        return true;
    }

    /// <summary>Runs an asynchronous test inside the simulation to its end; where nothing else can run, the clock moves to the next timer.</summary>
    /// <exception cref="SimulationException">It waits for something that never comes, or work escaped, or it goes round in circles.</exception>
    public void Run(Func<Task> body)
    {
        ArgumentNullException.ThrowIfNull(body);
        Task? task = null;
        _scheduler.Inside(() => task = body());
        while (!task!.IsCompleted)
        {
            if (Step()) continue;
            if (_time.NextDue is not { } due) throw Fail("The test waits for something that never comes: nothing can run, and no timer is pending.");
            FireNext(due);
        }

        task.GetAwaiter().GetResult();
    }

    /// <summary>Lets the clock run for up to a minute, stops the system as a host would, and checks that every message is accounted for.</summary>
    /// <exception cref="SimulationException">A message was lost, or work escaped.</exception>
    public void Stop()
    {
        if (_isStopped) return;
        _isStopped = true;
        // What is under way comes to its end first, so that stopping has nothing to wait for.
        RunUntil(() => false, WindDown);
        _scheduler.IsStrict = false;
        foreach (IHostedService service in _hosted.Reverse()) RunHost(() => service.StopAsync(CancellationToken.None));
        SystemAccount account = System.GetAccount();
        if (account.Lost != 0 || account.Pending != 0)
            throw Fail($"{account.Lost} messages were lost and {account.Pending} are pending after the end; this is a bug of the framework.");
    }

    /// <summary>Lets go of the system; stops it first if that was not done, without checking.</summary>
    public void Dispose()
    {
        if (!_isStopped)
        {
            _isStopped = true;
            _scheduler.IsStrict = false;
            foreach (IHostedService service in _hosted.Reverse()) RunHost(() => service.StopAsync(new CancellationToken(canceled: true)));
        }

        _services.Dispose();
    }

    internal SimulationException Fail(string message, Exception? cause = null) => new(message, Seed, Trace, cause);

    private bool Step()
    {
        if (_scheduler.Escape is { } escape) throw Fail(escape);
        if (!_scheduler.RunOne()) return false;
        if (++_steps > MaxSteps) throw Fail($"It goes round in circles: more than {MaxSteps} steps. Raise MaxSteps if that is meant.");
        return true;
    }

    private void FireNext(DateTimeOffset due)
    {
        _time.MoveTo(due);
        if (_time.TakeDue() is { } fire)
        {
            _trace.Add($"time {_time.GetUtcNow():HH:mm:ss.fff}");
            _scheduler.Inside(fire);
        }

        RunToIdle();
    }

    /// <summary>Runs what the host does, which may use other threads.</summary>
    private void RunHost(Func<Task> action)
    {
        Task task = Task.CompletedTask;
        _scheduler.Inside(() => task = action());
        if (!task.IsCompleted)
            _ = task.ContinueWith(static (_, scheduler) => ((SimulationScheduler)scheduler!).StopAwaiting(), _scheduler, TaskScheduler.Default);

        long began = Environment.TickCount64;
        while (!task.IsCompleted)
        {
            if (_scheduler.RunOne()) continue;
            _scheduler.AwaitForeign(task, TimeSpan.FromMilliseconds(10));
            long waited = Environment.TickCount64 - began;
            if (waited > Patience.TotalMilliseconds) throw Fail("The host's start or stop does not come to an end.");
            // Only when nothing else moves it: a drain may wait for its deadline.
            if (waited > BeforeMovingTheClock && !task.IsCompleted && _time.NextDue is { } due) FireNext(due);
        }

        task.GetAwaiter().GetResult();
    }
}
