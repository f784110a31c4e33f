using System.Diagnostics.CodeAnalysis;
using Actors.Diagnostics;
using Actors.Events;
using Actors.Messaging;
using Channels.Atomics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actors.Local;

/// <summary>The in-process engine: the actors of a host, and what they share.</summary>
internal sealed partial class LocalActorSystem : IActorSystem, IDisposable
{
    private const long NoDeadline = long.MaxValue;

    // Registered before the host starts, in start order; not changed after.
    private readonly List<ActorCell> _registered = [];
    private readonly CancellationTokenSource _handlers = new();

    // There from the start to the end of the system, if it is wanted.
    private TurnWatch? _turnWatch;

    // A timestamp; written once when the system stops, read by turns that drain.
    private long _deadline = NoDeadline;
    private bool _isStopping;

    public LocalActorSystem(
        LocalSystemSettings settings, IServiceScopeFactory scopes, TimeProvider time, IActorScheduler scheduler, ActorInterceptor? interceptor, ILogger logger)
    {
        Settings = settings;
        Scopes = scopes;
        Time = time;
        Scheduler = scheduler;
        Interceptor = interceptor;
        Dice = new Dice(settings.Random);
        Logger = new GuardedLogger(logger);
        Timers = new TimerQueue(time);
        HandlerToken = _handlers.Token;
        Asks = new AskRegistry(time, Scheduler, settings.AskTimeout, HandlerToken) { CycleFound = AskCycles.Handler(settings.AskCycles, Logger) };
        DeadLetters = new DeadLetterStream(Logger);
        Roots = new ChildSet(this, owner: null, settings.RootStrategy);
    }

    public LocalSystemSettings Settings { get; }

    public IServiceScopeFactory Scopes { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public IActorScheduler Scheduler { get; }

    /// <summary>Stands between mailboxes and handlers, if the host has one.</summary>
    public ActorInterceptor? Interceptor { get; }

    /// <summary>Chance, where there has to be some.</summary>
    public Dice Dice { get; }

    public AskRegistry Asks { get; }

    public TimerQueue Timers { get; }

    public DeadLetterStream DeadLetters { get; }

    public Ledger Ledger { get; } = new();

    public ChildSet Roots { get; }

    /// <summary>What handlers get: cancelled when the time for draining is over.</summary>
    public CancellationToken HandlerToken { get; }

    public bool IsStopping => Atomic.Read(ref _isStopping);

    /// <summary>Whether turns that drain have to give up: read from the clock, since a starved pool is late to tell.</summary>
    public bool IsPastDeadline => Atomic.Read(ref _deadline) is var deadline && deadline != NoDeadline && Time.GetTimestamp() >= deadline;

    /// <summary>Called once per failure that no actor is left to decide about.</summary>
    public event Action<Exception>? Escalated;

    /// <summary>Called when the significant actors of the host have ended, as their strategy says.</summary>
    public event Action? Finished;

    IObservable<DeadLetter> IActorSystem.DeadLetters => DeadLetters;

    /// <summary>Makes an actor that starts with the host; messages may be sent to it from now on.</summary>
    public void Register(ActorRecipe recipe, string name, SpawnOptions? options) =>
        _registered.Add(new ActorCell(Roots, recipe, name, options));

    public IActorRef<TActor> Get<TActor>(string name)
        where TActor : class
    {
        ArgumentNullException.ThrowIfNull(name);
        ActorCell cell = _registered.Find(cell => cell.Name == name)
            ?? throw new ActorNotRegisteredException($"No actor is registered as '{name}'. Add it: services.AddActors(actors => actors.Add<{typeof(TActor).Name}>(\"{name}\")).");
        return cell.Self as IActorRef<TActor>
            ?? throw new ActorNotRegisteredException($"The actor registered as '{name}' is no {typeof(TActor).Name}. Ask for it as its own class, or as a protocol that it implements.");
    }

    public IActorRef<TActor> Spawn<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TActor>(string? name = null, SpawnOptions? options = null)
        where TActor : Actor => Spawn<TActor>(Roots, InjectedRecipe<TActor>.Shared, name, options);

    public IActorRef<TActor> Spawn<TActor>(Func<TActor> create, string? name = null, SpawnOptions? options = null)
        where TActor : Actor
    {
        ArgumentNullException.ThrowIfNull(create);
        return Spawn<TActor>(Roots, new DelegateRecipe<TActor>(create), name, options);
    }

    public IActorRef<TActor> Spawn<TActor>(Func<IServiceProvider, TActor> create, string? name = null, SpawnOptions? options = null)
        where TActor : Actor
    {
        ArgumentNullException.ThrowIfNull(create);
        return Spawn<TActor>(Roots, new ScopedDelegateRecipe<TActor>(create), name, options);
    }

    /// <summary>How the registered actors are made, in start order.</summary>
    public IEnumerable<ActorRecipe> RegisteredRecipes => _registered.Select(cell => cell.Recipe);

    /// <summary>The addresses of the registered actors, in start order.</summary>
    public IEnumerable<IActorRef> Registered => _registered.Select(cell => cell.Self);

    public SystemAccount GetAccount() => Ledger.Total(Living(), Asks.Ledger);

    /// <summary>Makes an actor under a supervisor and starts it.</summary>
    public IActorRef<TActor> Spawn<TActor>(ChildSet siblings, ActorRecipe recipe, string? name, SpawnOptions? options)
        where TActor : Actor
    {
        ActorCell cell = new(siblings, recipe, name, options);
        NotifyInterceptor(cell, static (interceptor, path) => interceptor.OnSpawned(path));
        cell.Signal(Signals.Start);
        return (IActorRef<TActor>)cell.Self;
    }

    /// <summary>The engine behind the interface.</summary>
    /// <exception cref="ArgumentException">It is of another engine.</exception>
    public static LocalActorSystem Of(IActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return system as LocalActorSystem ?? throw new ArgumentException(
            $"{system.GetType().Name} is no system of this process. Give the IActorSystem that AddActors registers.", nameof(system));
    }

    /// <summary>A message was not taken, and its sender is not told; from any thread.</summary>
    public void Refuse(DeadLetter letter)
    {
        Ledger.CountRefused();
        DeadLetters.Publish(letter);
    }

    /// <summary>Tells the interceptor of something that has happened; what it throws changes nothing about that.</summary>
    public void NotifyInterceptor(ActorCell cell, Action<ActorInterceptor, ActorPath> what)
    {
        if (Interceptor is null) return;
        try
        {
            what(Interceptor, cell.Path);
        }
#pragma warning disable CA1031 // An onlooker's mistake is not the actor's.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Logger.InterceptorThrew(cell.Path, error);
        }
    }

    /// <summary>Starts the registered actors one after the other. If one cannot, those that had started are stopped again.</summary>
    /// <exception cref="ActorStartException">An actor's constructor or start hook threw.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        for (int next = 0; next < _registered.Count; next++)
        {
            ActorCell cell = _registered[next];
            Task started = cell.Started;
            cell.Signal(Signals.Start);
            try
            {
                await started.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                Logger.StartRolledBack(cell.Path, next);
                throw;
            }
        }

        // Where time is a test's there is no telling what takes long.
        if (Settings.SlowTurnWarning is { } after && ReferenceEquals(Time, TimeProvider.System)) _turnWatch = new TurnWatch(this, after);
        Logger.SystemStarted(_registered.Count);
    }

    /// <summary>Stops the actors, the last started first: each takes no more messages and handles those it has. When the budget is spent, what is left is not handled but accounted for. Never throws for that.</summary>
    /// <param name="budget">For draining; zero for none.</param>
    /// <param name="grace">On top of it, for handlers to notice that their token is cancelled.</param>
    /// <param name="cancellationToken">Ends the draining early.</param>
    public async Task StopAsync(TimeSpan budget, TimeSpan grace, CancellationToken cancellationToken)
    {
        Atomic.Write(ref _isStopping, true);
        Roots.Close();
        NameWaiters.Close();
        Atomic.Write(ref _deadline, Time.GetTimestamp() + (long)(budget.TotalSeconds * Time.TimestampFrequency));

        List<ActorCell> cells = Roots.Snapshot();
        cells.Reverse();
        using (Deadline deadline = new(budget, Time, cancellationToken))
        {
            foreach (ActorCell cell in cells)
            {
                cell.Signal(Signals.Drain);
                if (!await HasStoppedAsync(cell.Stopped, deadline.Token).ConfigureAwait(false)) break;
            }
        }

        Task all = Task.WhenAll(cells.Select(cell => cell.Stopped));
        if (!all.IsCompleted)
        {
            Atomic.Write(ref _deadline, 0);
            _ = _handlers.CancelAsync();
            foreach (ActorCell cell in cells) cell.Signal(Signals.Drain);
            using Deadline patience = new(grace, Time, CancellationToken.None);
            if (!await HasStoppedAsync(all, patience.Token).ConfigureAwait(false)) Abandon();
        }

        Asks.FailAll(static asked => new ActorSystemStoppingException(new ActorPath(asked)));
    }

    /// <summary>A failure that the strategy of the host's actors passed up, or that came too often.</summary>
    public void Escalate(Exception error) => Escalated?.Invoke(error);

    /// <summary>The actors of the host have done what they were there for.</summary>
    public void Finish() => Finished?.Invoke();

    public void Dispose()
    {
        _turnWatch?.Dispose();
        Asks.Dispose();
        Timers.Dispose();
        _handlers.Dispose();
    }

    private static async Task<bool> HasStoppedAsync(Task stopped, CancellationToken cancellationToken)
    {
        await stopped.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return stopped.IsCompleted;
    }

    private void Abandon()
    {
        foreach (ActorCell cell in Living())
        {
            long count = Ledger.EnterAbandoned(cell);
            if (count != 0) Logger.TurnAbandoned(cell.Path, count);
        }
    }

    /// <summary>The actors that have not ended, parents before their children.</summary>
    public IEnumerable<ActorCell> Living()
    {
        Stack<ActorCell> left = new(Roots.Snapshot());
        while (left.TryPop(out ActorCell? cell))
        {
            yield return cell;
            if (!cell.HasExtras || cell.Extras.Children is not { } children) continue;
            foreach (ActorCell child in children.Snapshot()) left.Push(child);
        }
    }
}
