using Actors;
using Actors.Local;
using Actors.Supervision;
using Channels.Atomics;
using Interleaving.Tests.Simulation;
using Microsoft.Extensions.Logging.Abstractions;

namespace Interleaving.Tests.Models;

/// <summary>What the models of an actor share: a system whose turns run on threads of the model, and an actor that is ready.</summary>
internal abstract class ActorModel : Model
{
    private IActorRef<Listener>? _actor;
    private bool _isInside;
    private string? _mistake;

    protected ActorModel(int? capacity = null) => Host = new LocalActorSystem(
        new LocalSystemSettings(Timeout.InfiniteTimeSpan, capacity, new OneForOneStrategy()), null!, new ModelClock(), Turns, interceptor: null, NullLogger.Instance);

    protected TurnQueue Turns { get; } = new();

    protected LocalActorSystem Host { get; }

    protected IActorRef<Listener> Actor => _actor!;

    /// <summary>What was handled, in its order.</summary>
    protected List<int> Handled { get; } = [];

    protected int Starts { get; private set; }

    protected int Stops { get; private set; }

    /// <summary>Makes the actor; it starts in a turn.</summary>
    protected void Spawn() => _actor = Host.Spawn(() => new Listener(this), "listener");

    /// <summary>Makes the actor and lets it start, alone.</summary>
    protected void SpawnAndStart()
    {
        Spawn();
        Turns.RunAll();
    }

    /// <summary>Starts a thread outside the system.</summary>
    protected void Outside(string name, Action body) => Begin(name, Turns.Outside(body));

    /// <summary>Starts a thread of the scheduler.</summary>
    protected void Worker(string name = "worker") => Begin(name, Turns.Work);

    protected virtual ValueTask HandleAsync(int value) => default;

    /// <summary>At rest: every message is in a column of the account, and the actor did one thing at a time.</summary>
    protected SystemAccount CheckAtRest(bool isStopped)
    {
        Claim(_mistake is null, _mistake ?? "");
        SystemAccount account = Host.GetAccount();
        Claim(account.Lost == 0, $"{account.Lost} messages are lost.");
        Claim(account.Pending == 0, $"{account.Pending} messages wait, and nobody is awake to handle them.");
        Claim(account.Handled == Handled.Count, $"The account says {account.Handled} were handled, the actor says {Handled.Count}.");
        if (isStopped) Claim(Actor.StopAsync().IsCompletedSuccessfully && Stops == Starts, "The actor has stopped, once.");
        return account;
    }

    private void Begin(string name, Action body) => Thread(name, () =>
    {
        AskPool.Forget();
        body();
    });

    /// <summary>Notes what it handles.</summary>
    internal sealed class Listener(ActorModel model) : Actor, IHandle<Note>, IHandle<Question, int>
    {
        public ValueTask HandleAsync(Note message, CancellationToken cancellationToken)
        {
            Enter();
            model.Handled.Add(message.Value);
            Leave();
            return model.HandleAsync(message.Value);
        }

        public ValueTask<int> HandleAsync(Question request, CancellationToken cancellationToken)
        {
            Enter();
            model.Handled.Add(0);
            Leave();
            return new ValueTask<int>(42);
        }

        protected internal override ValueTask OnStartAsync(CancellationToken cancellationToken)
        {
            Enter();
            model.Starts++;
            Leave();
            return default;
        }

        protected internal override ValueTask OnStopAsync(CancellationToken cancellationToken)
        {
            Enter();
            model.Stops++;
            Leave();
            return default;
        }

        // The engine takes what a handler throws, so a mistake is noted and claimed later.
        private void Enter()
        {
            if (model._isInside) model._mistake = "An actor does one thing at a time.";
            model._isInside = true;
            Interleave.Point();
        }

        private void Leave() => model._isInside = false;
    }

    internal sealed record Note(int Value);

    internal sealed record Question : IRequest<Question, int>;
}
