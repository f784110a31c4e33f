using System.Diagnostics;
using Actors.Mailboxes;
using Actors.Supervision;
using Actors.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actors.Tests.Faults;

/// <summary>A host that is prepared for a fault, and what the actor with the fault and its test tell each other. The clock stands still unless the fault is about time.</summary>
internal sealed class FaultScene : IAsyncDisposable
{
    private readonly ManualResetEventSlim _unblock = new();
    private readonly CancellationTokenSource _asker = new();

    private FaultScene(Fault fault) => Fault = fault;

    public Fault Fault { get; }

    public TestHost Host { get; private set; } = null!;

    public WallClock Clock { get; } = new();

    /// <summary>An actor beside the one with the fault.</summary>
    public IActorRef<Patient> Other { get; private set; } = null!;

    /// <summary>What the actor has spawned, if it has.</summary>
    public IActorRef<Patient>? Child { get; set; }

    /// <summary>Open when the handler that makes the fault has begun.</summary>
    public Gate Entered { get; } = new();

    /// <summary>Open when the Ask has ended.</summary>
    public Gate Ended { get; } = new();

    /// <summary>The last thing that the test did before the Ask was to end.</summary>
    public long Cause { get; private set; }

    /// <summary>None, so that what does not end by its cause hangs; unless the fault is about time.</summary>
    public TimeSpan AskTimeout => Fault is Fault.ReplyIsNeverGiven or Fault.ReplyComesTooLate or Fault.WallClockJumps ? TimeSpan.FromMinutes(1) : Timeout.InfiniteTimeSpan;

    public static async Task<FaultScene> SetAsync(Fault fault)
    {
        FaultScene scene = new(fault);
        scene.Host = await scene.Clock.StartAsync(settings: ("Actors:MaxRestarts", "1000"), configure: builder =>
        {
            if (fault is Fault.InterceptorThrows or Fault.InterceptorDrops) builder.Services.AddSingleton<ActorInterceptor>(new Meddler(fault));
            if (fault == Fault.LoggerThrows) builder.Logging.AddProvider(new ThrowingLog());
        });
        if (fault is Fault.DeadLetterSubscriberThrows or Fault.DeadLetterSubscriberBlocks) scene.Host.System.DeadLetters.Subscribe(new Subscriber(scene));
        scene.Other = scene.Host.System.Spawn(() => new Patient(null));
        return scene;
    }

    public async Task<IActorRef<Patient>> SpawnAsync(bool isBounded)
    {
        SpawnOptions options = new() { Mailbox = isBounded ? new BoundedMailbox(100) : null };
        if (Fault != Fault.StrategyThrows) return Host.System.Spawn(() => new Patient(this), options: options);
        SpawnOptions parent = new() { Children = new OneForOneStrategy(decide: _ => throw new NotSupportedException("strategy")) };
        return await Host.System.Spawn(() => new Nest(), options: parent).RaiseAsync(() => new Patient(this), options: options);
    }

    public Task<int> Ask(IActorRef<Patient> actor)
    {
        Cause = Stopwatch.GetTimestamp();
        return actor.AskAsync(new AskTrouble(this), AskTimeout, _asker.Token).AsTask();
    }

    /// <summary>What comes from outside while the message waits.</summary>
    public void Interrupt(IActorRef<Patient> actor)
    {
        if (Fault is not (Fault.ActorIsStoppedMeanwhile or Fault.ActorIsKilledMeanwhile)) return;
        Cause = Stopwatch.GetTimestamp();
        if (Fault == Fault.ActorIsStoppedMeanwhile) actor.Stop();
        else actor.Kill();
    }

    /// <summary>What comes from outside while the handler runs.</summary>
    public async Task InterveneAsync(IActorRef<Patient> actor)
    {
        if (Fault is not (Fault.HandlerNeverReturns or Fault.HandlerOutlivesItsHost or Fault.HandlerBlocksItsThread
            or Fault.AskerGivesUp or Fault.ReplyIsNeverGiven or Fault.ReplyComesTooLate)) return;
        await Entered.Passed;
        if (Fault == Fault.HandlerBlocksItsThread) await AssertOthersGoOnAsync();
        Cause = Stopwatch.GetTimestamp();
        switch (Fault)
        {
            case Fault.HandlerNeverReturns:
                actor.Kill();
                break;
            case Fault.HandlerOutlivesItsHost:
                await StopHostAsync();
                break;
            case Fault.HandlerBlocksItsThread:
                _unblock.Set();
                break;
            case Fault.AskerGivesUp:
                await _asker.CancelAsync();
                break;
            default:
                Clock.Advance(TimeSpan.FromMinutes(1.1));
                break;
        }
    }

    /// <summary>Holds the thread until the test lets it go.</summary>
    public void Block() => _unblock.Wait(Gate.Patience);

    public async Task AssertOthersGoOnAsync()
    {
        if (Fault == Fault.HandlerOutlivesItsHost) return;
        IActorRef<Probe> probe = Host.System.Spawn(() => new Probe(new Journal()));
        Assert.Equal(1, await probe.AskAsync(new GetLife(), Timeout.InfiniteTimeSpan).AsTask().WaitAsync(Gate.Patience));
    }

    /// <summary>Lets all go on, and waits until nothing is under way: no message waits or is handled, and no Ask.</summary>
    public async Task AssertQuietAsync()
    {
        _unblock.Set();
        Ended.Open();
        if (Child is not null) await Child.WhenTerminatedAsync().WaitAsync(Gate.Patience);
        long began = Stopwatch.GetTimestamp();
        while (Host.System.GetAccount() is var account && (account.Pending != 0 || account.Asks.Pending != 0))
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Gate.Patience, $"{account.Pending} messages and {account.Asks.Pending} Asks are still pending.");
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _unblock.Set();
        Ended.Open();
        await Host.DisposeAsync();
        _asker.Dispose();
    }

    private async Task StopHostAsync()
    {
        Task stopped = Host.StopAsync();
        while (!stopped.IsCompleted)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await stopped;
    }

    private sealed class Meddler(Fault fault) : ActorInterceptor
    {
        public override ValueTask InterceptAsync(ActorPath actor, object message, Func<ValueTask> handle)
        {
            ArgumentNullException.ThrowIfNull(handle);
            if (message is not (Trouble or AskTrouble)) return handle();
            return fault == Fault.InterceptorThrows ? throw new FormatException("interceptor") : default;
        }
    }

    private sealed class Subscriber(FaultScene scene) : IObserver<DeadLetter>
    {
        public void OnNext(DeadLetter value)
        {
            if (scene.Fault == Fault.DeadLetterSubscriberThrows) throw new FormatException("subscriber");
            scene.Block();
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }

    /// <summary>Throws for the lines of the actors: those of the host itself are the host's matter.</summary>
    private sealed class ThrowingLog : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => categoryName == "Actors" ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new FormatException("logger");

        public void Dispose()
        {
        }
    }
}
