using Actors.Diagnostics;
using Actors.Messaging;
using Channels.Atomics;
using Microsoft.Extensions.Logging;

namespace Actors.Local;

/// <summary>
/// The life of one actor: what it is told beside its mailbox, and the moves from one phase to the next. Everything here
/// that moves runs inside the actor's own turn; what other threads may call says so.
/// </summary>
/// <remarks>
/// <code>
/// phase      signal       next
/// Created    Start        Running, or Ended if the constructor or the start hook throws
/// Running    failure      Running with a new instance, or Ended, as the supervisor's strategy decides
/// Running    Drain        Draining
/// Draining   failure      Draining with a new instance, or Ended
/// Draining   empty        Ended
/// any        Stop, Kill   Ended
/// </code>
/// </remarks>
internal sealed partial class ActorCell : IActorHost, IActorLife, IAskParty
{
    private readonly string? _name;

    // Raised by any thread, taken by the turn; pairs as told in ActorLoop.Rest.
    private int _signals;

    // Moved by the turn; read by who wants to be told of the end, see Stopped.
    private int _phase;

    // Made when the actor first uses what is in there; by compare-and-swap, since others may be first.
    private CellExtras? _extras;

    public ActorCell(ChildSet siblings, ActorRecipe recipe, string? name, SpawnOptions? options)
    {
        Siblings = siblings;
        Recipe = recipe;
        Loop = new ActorLoop(this, GuardedQueue.Of(options?.Mailbox ?? System.Settings.Mailbox, System.Time));
        if (options?.Children is { } strategy) Extras.ChildStrategy = strategy;
        Self = recipe.MakeRef(Loop);
        if (options is not null && ChildPolicy.From(options, siblings.Strategy) is var policy && policy != ChildPolicy.Default) Extras.Policy = policy;
        if (options is { StashCapacity: not null } or { IdleTimeout: not null })
        {
            Extras.Tools = new Toolbox(this)
            {
                StashCapacity = options.StashCapacity,
                Passivation = options.IdleTimeout is { } idle ? new IdleWatch(this, idle, notice: null) : null,
            };
        }

        if (options is { OwnsHandlerToken: true } or { StopTimeout: not null }) Extras.Cancellation = CancellationTokenSource.CreateLinkedTokenSource(System.HandlerToken);
        if (siblings.Shared is { } shared) Extras.Share = new InboxShare(this, shared);
        _name = name;
        // Last: from here on it can be found.
        Number = siblings.Add(this, name);
    }

    public LocalActorSystem System => Siblings.System;

    /// <summary>The set it belongs to, and with it its supervisor.</summary>
    public ChildSet Siblings { get; }

    public ActorRecipe Recipe { get; }

    public ActorLoop Loop { get; }

    public IActorRef Self { get; }

    public ActorContext Context => Extras.Context ??= new LocalActorContext(this);

    /// <summary>Its place in the order in which its siblings were started.</summary>
    public int Number { get; }

    public string Name => _name ?? (Recipe.Key is { } key ? ActorName.Escape(key) : $"${Number}");

    public bool IsNamed => _name is not null;

    public ActorPath Path => CellPath.Of(this);

    /// <summary>The instance that handles messages; there is one from Running on, but for the time of a restart.</summary>
    public Actor Instance { get; set; } = null!;

    public CellExtras Extras => Atomic.Read(ref _extras) ?? MakeExtras();

    public bool HasExtras => Atomic.Read(ref _extras) is not null;

    // The links of the siblings' list; guarded by their gate.
    public ActorCell? Previous { get; set; }

    public ActorCell? Next { get; set; }

    public bool HasSignals => (Atomic.Read(ref _signals) & (int)~Signals.Marks) != 0;

    /// <summary>Whether the turn has to look up from its messages; asked before each.</summary>
    public bool NeedsAttention => (Atomic.Read(ref _signals) & (int)~Signals.Launched) != 0 && (HasSignals || System.IsPastDeadline);

    /// <summary>Moved by the turn. The move to the end is a full fence: see <see cref="Stopped"/>.</summary>
    public Phase Phase
    {
        get => (Phase)Atomic.Read(ref _phase);
        set => Atomic.Exchange(ref _phase, (int)value);
    }

    public bool IsOver => Phase == Phase.Ended;

    /// <summary>Whether a stop is on its way, so that there is no use in a new life.</summary>
    public bool IsToStop => ((Signals)Atomic.Read(ref _signals) & Signals.Stop) != 0 || IsToBeKilled || System.IsPastDeadline;

    /// <summary>Ends when the actor has started; faulted if it could not, or has ended. From any thread.</summary>
    public Task Started
    {
        get
        {
            // As with Stopped: first the promise is there, then we look.
            Task started = Extras.Started.Task;
            if (HasEnded) Extras.TellStopped(this);
            else if (Phase is Phase.Running or Phase.Draining) Extras.TellStarted(error: null);
            return started;
        }
    }

    /// <summary>Ends when the actor and its children have ended. From any thread.</summary>
    public Task<Terminated> Stopped
    {
        get
        {
            // First the promise is there, then we look whether the end was announced; the turn announces it and then looks
            // for the promise. One of the two sees the other.
            Task<Terminated> stopped = Extras.Stopped.Task;
            if (HasEnded) Extras.TellStopped(this);
            return stopped;
        }
    }

    /// <summary>Asks something of the actor; from any thread.</summary>
    /// <returns>Whether that woke it.</returns>
    public bool Signal(Signals signal)
    {
        int before = Atomic.Or(ref _signals, (int)(signal | Signals.Launched));
        bool isWoken = (before & (int)Signals.Launched) == 0 || Loop.TryUnpark();
        if (isWoken) System.Scheduler.Schedule(Loop, goesLast: false);
        // A turn that waits between two instances is not parked.
        if (HasExtras) Extras.Interlude?.Wake();
        return isWoken;
    }

    /// <summary>Takes a signal down; false if it was not up.</summary>
    public bool Lower(Signals signal) => (Atomic.And(ref _signals, (int)~signal) & (int)signal) != 0;

    /// <summary>Obeys the most urgent of the signals that are up.</summary>
    public ValueTask AttendAsync()
    {
        if ((Atomic.Read(ref _signals) & (int)~(Signals.Places | Signals.Launched)) == 0) return default;
        if (IsCalled) Extras.Share!.PassOn();
        if (Lower(Signals.Kill)) return EndAsync(DeadLetterReason.Killed);
        if (Lower(Signals.Stop)) return EndAsync(DeadLetterReason.StoppedBeforeHandling);
        if (Phase == Phase.Draining && System.IsPastDeadline) return EndAsync(DeadLetterReason.ShutdownDeadline);
        if (Lower(Signals.Start) && Phase == Phase.Created) return StartAsync();
        if (Lower(Signals.Pause)) return Siblings.Together!.TakePartAsync(this);
        if (Lower(Signals.Finish)) return FailureHandler.FinishAsync(this);
        if (Lower(Signals.Drain)) return DrainAsync();
        if (Lower(Signals.ChildFailed) && Extras.TakeEscalated() is { } error) return FailAsync(default, error);
        return Lower(Signals.Idle) ? PassivateAsync() : default;
    }

    /// <summary>Step 6, if the handler threw: tells the asker, and does what the supervisor decides.</summary>
    public ValueTask FailAsync(Envelope envelope, Exception error)
    {
        if (envelope.Dispatcher is { } dispatcher)
        {
            System.Logger.ActorFailed(Path, dispatcher.MessageName, error);
            if (Policy.MessageRetries != 0) return MessageRetry.FailAsync(this, envelope, error);
            Fault(envelope, error);
        }

        return FailureHandler.HandleAsync(this, error);
    }

    /// <summary>A message's handler threw, and that was its last chance: tells the asker.</summary>
    public void Fault(Envelope envelope, Exception error)
    {
        Extras.Faulted++;
        envelope.Dispatcher.Fault(envelope, error);
    }

    /// <inheritdoc cref="ActorEnd.RunAsync"/>
    public ValueTask EndAsync(DeadLetterReason reason, Exception? escalated = null) => ActorEnd.RunAsync(this, reason, escalated);

    /// <summary>A new instance has replaced one that failed.</summary>
    public void CountRestart(Exception error, int count)
    {
        Extras.Restarts++;
        SupervisorStrategy limit = Siblings.Strategy;
        System.NotifyInterceptor(this, (interceptor, path) => interceptor.OnRestarted(path, error));
        System.Logger.ActorRestarted(Path, error.GetType().Name, count, limit.MaxRestarts, limit.Within);
    }

    /// <summary>Tells of a message that the mailbox dropped and has counted; from any thread.</summary>
    public void TellDropped(Envelope envelope, DeadLetterReason reason, ActorException? why = null)
    {
        if (envelope.Dispatcher.CarriesNotice)
        {
            // Nobody would send it again: it does not depend on the kind of mailbox, and is handled before what waits there.
            Extras.Rescue(envelope);
            Signal(Signals.Front);
            return;
        }

        if (System.DeadLetters.IsObserved) System.DeadLetters.Publish(new DeadLetter(Path, envelope.Message, reason));
        envelope.Dispatcher.Drop(envelope, why ?? WhyDiscarded(reason));
    }

    /// <summary>The mailbox's own code threw; from any thread.</summary>
    public void MailboxThrew(Exception error) => System.Logger.MailboxThrew(Path, error);

    /// <summary>Takes a message that will not be handled out of the account of those that wait.</summary>
    public void Discard(Envelope envelope, DeadLetterReason reason)
    {
        if (envelope.Dispatcher.CarriesNotice)
        {
            Withdraw();
            envelope.Dispatcher.Drop(envelope, WhyDiscarded(reason));
            return;
        }

        Extras.CountUndelivered(reason, 1);
        // The letter first: who asked, and is told now, finds it written.
        if (System.DeadLetters.IsObserved) System.DeadLetters.Publish(new DeadLetter(Path, envelope.Message, reason));
        envelope.Dispatcher.Drop(envelope, reason == DeadLetterReason.NotHandledInState ? WhyNotHandled(envelope) : WhyDiscarded(reason));
    }

    /// <summary>A message was not taken, and its sender is not told; from any thread.</summary>
    public void Refuse(object message, DeadLetterReason reason) => System.Refuse(new DeadLetter(Path, message, reason));

    private CellExtras MakeExtras()
    {
        CellExtras fresh = new();
        return Atomic.CompareExchange(ref _extras, fresh, null) ?? fresh;
    }

    private async ValueTask StartAsync()
    {
        try
        {
            await Recipe.ReadyAsync();
            await InstanceLife.BeginAsync(this, previousError: null);
        }
#pragma warning disable CA1031 // The cause goes to whoever started it, and to the log.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (IsToBeKilled)
            {
                await EndAsync(DeadLetterReason.Killed);
                return;
            }

            System.Logger.ActorStartFailed(Path, error);
            // Before the end: who waits for the start is told why it failed, not that it was stopped.
            ActorStartException cause = new(Path, error);
            Extras.EndBecause(StopReason.Failed, cause);
            Extras.TellStarted(cause);
            await EndAsync(DeadLetterReason.StartFailed);
            return;
        }

        Phase = Phase.Running;
        if (System.Logger.IsEnabled(LogLevel.Debug)) System.Logger.ActorStarted(Path);
        if (HasExtras) Extras.TellStarted(error: null);
        if (Share is not null) RaiseInTurn(Signals.Shared);
        UsedTools?.Passivation?.Start();
        // One that stops itself in its first hook has nothing to do here, and is not restarted, whatever its type.
        if (Lower(Signals.Finish)) await FailureHandler.EndByItselfAsync(this);
    }

    private ValueTask DrainAsync()
    {
        if (Phase == Phase.Created && Recipe.Key is not null)
        {
            // Whoever sent to its key may have been quicker than the one that starts it: what it has is handled first.
            RaiseInTurn(Signals.Drain);
            return StartAsync();
        }

        Loop.Close();
        Share?.Drain();
        ChildrenShare?.CloseForGood();
        if (Phase == Phase.Created) return EndAsync(DeadLetterReason.StoppedBeforeHandling);
        Phase = Phase.Draining;
        RaiseInTurn(Signals.Draining);
        return default;
    }
}
