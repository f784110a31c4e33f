using System.Runtime.CompilerServices;
using Actors.Messaging;
using Channels;
using Channels.Atomics;

namespace Actors.Routing;

/// <summary>One address for many actors of a kind: what is sent to it goes to those that its <see cref="RoutingPolicy"/> chooses. An <see cref="ActorGroup{TActor}"/> has actors of yours, an <see cref="ActorPool{TActor}"/> makes its own.</summary>
/// <typeparam name="TActor">The class of the routees, or a protocol.</typeparam>
/// <remarks>
/// Safe from any thread. It is no actor and has no mailbox: a message goes from the sender straight into the mailbox of
/// the chosen routee, and that allocates nothing. So what one sender sends to one routee stays in
/// order. An Ask ends as a direct one does, with the names of the routee that it was put to. A routee that has ended is
/// removed and another chosen; without any, the router is as an actor that has stopped.
/// </remarks>
public abstract partial class Router<TActor> : IActorRef<TActor>, IAskParty, IEndListener
    where TActor : class
{
    private const int Refused = -2;

    private readonly RoutingPolicy _policy;

    // Guards changes of the routees.
    private readonly Gate _gate = new();

    // Replaced as a whole, under the gate; read by every sender.
    private IActorRef[] _routees = [];

    private protected Router(RoutingPolicy policy) => _policy = policy;

    /// <inheritdoc/>
    public abstract ActorPath Path { get; }

    /// <summary>The addresses of the routees, in the order they joined. A copy.</summary>
    public IReadOnlyList<IActorRef<TActor>> Routees => [.. Atomic.Read(ref _routees).Cast<IActorRef<TActor>>()];

    AskRegistry IActorRef.Asks => Asks;

    IActorLife IActorRef.Life => Life;

    IAskParty IActorRef.AskTarget => this;

    int IActorRef.Backlog => Backlog;

    private protected abstract AskRegistry Asks { get; }

    private protected abstract IActorLife Life { get; }

    /// <summary>How many messages wait or are being handled; of about this moment.</summary>
    private protected virtual int Backlog
    {
        get
        {
            int backlog = 0;
            foreach (IActorRef routee in Atomic.Read(ref _routees)) backlog += routee.Backlog;
            return backlog;
        }
    }

    /// <inheritdoc/>
    public abstract void Stop();

    /// <inheritdoc/>
    public abstract Task StopAsync(CancellationToken cancellationToken = default);

    /// <inheritdoc/>
    public override string ToString() => Path.Value;

    WriteStatus IActorRef.Post(in Envelope envelope) => Route(envelope);

    ValueTask<WriteStatus> IActorRef.PostAsync(Envelope envelope, CancellationToken cancellationToken) => RouteAsync(envelope, cancellationToken);

    /// <summary>Gives a message to whom the policy chooses.</summary>
    private protected WriteStatus Route(in Envelope envelope)
    {
        while (true)
        {
            IActorRef[] routees = Atomic.Read(ref _routees);
            if (routees.Length == 0) return WriteStatus.Closed;
            int chosen = Choose(envelope, routees);
            if (chosen < 0) return chosen == Refused ? WriteStatus.Written : PostToAll(envelope, routees);

            IActorRef routee = routees[chosen];
            if (envelope.Dispatcher.CarriesAsk) Unsafe.As<Ask>(envelope.Carried).PutTo(routee.AskTarget);
            WriteStatus status = routee.Post(envelope);
            if (status == WriteStatus.Written) return status;
            if (status == WriteStatus.Full) return RefuseFull(envelope, routee);
            Remove(routee);
        }
    }

    /// <summary>Gives a message to whom the policy chooses, at once or when there is room.</summary>
    private protected ValueTask<WriteStatus> RouteAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        IActorRef[] routees = Atomic.Read(ref _routees);
        if (routees.Length == 0) return new ValueTask<WriteStatus>(WriteStatus.Closed);
        int chosen = Choose(envelope, routees);
        if (chosen < 0) return PostToAllAsync(envelope, routees, cancellationToken);
        ValueTask<WriteStatus> posting = routees[chosen].PostAsync(envelope, cancellationToken);
        return posting is { IsCompletedSuccessfully: true, Result: WriteStatus.Written }
            ? new ValueTask<WriteStatus>(WriteStatus.Written)
            : PostWhenRoomAsync(envelope, routees[chosen], posting, cancellationToken);
    }

    void IActorRef.Refuse(object message, DeadLetterReason reason) => Refuse(message, reason);

    ActorException IActorRef.WhyRefused(WriteStatus status) => WhyRefused(status);

    void IActorRef.NotifyEnd(IEndListener listener) => NotifyEnd(listener);

    void IActorRef.ForgetEnd(IEndListener listener) => ForgetEnd(listener);

    string IAskParty.Name => Path.Value;

    long IAskParty.Number => 0;

    // It handles nothing, and awaits nothing.
    long IAskParty.HeldIn => -1;

    string IAskParty.HeldBy => "";

    AskWaits IAskParty.Waits => throw new InvalidOperationException($"{Path} asks nobody.");

    AskWaits? IAskParty.WaitsIfAny => null;

    Exception IAskParty.TimedOut(Ask ask) => new AskTimeoutException(Path, ask.Request.GetType(), ask.Timeout, SituationOf(ask));

    void IEndListener.OnEnded(IActorRef actor) => Remove(actor);

    /// <summary>How things stand with an Ask that was put to no routee, or to all.</summary>
    private protected virtual AskTimeoutException.Situation SituationOf(Ask ask) => new() { IsStarted = true, Waiting = Backlog };

    private protected abstract void Refuse(object message, DeadLetterReason reason);

    private protected abstract ActorException WhyStopped();

    private protected abstract void NotifyEnd(IEndListener listener);

    private protected abstract void ForgetEnd(IEndListener listener);

    private protected int Count => Atomic.Read(ref _routees).Length;

    private protected bool IsEmpty => Count == 0;

    private protected bool Has(IActorRef routee) => Array.IndexOf(Atomic.Read(ref _routees), routee) >= 0;

    /// <summary>Lets one in, at the end; false if it is there already.</summary>
    private protected bool Add(IActorRef routee)
    {
        using (_gate.Enter())
        {
            if (Array.IndexOf(_routees, routee) >= 0) return false;
            Atomic.Write(ref _routees, [.. _routees, routee]);
        }

        // It comes at once if the routee has ended meanwhile.
        routee.NotifyEnd(this);
        return true;
    }

    /// <summary>Takes one out; false if it was not there.</summary>
    private protected bool Remove(IActorRef routee)
    {
        using (_gate.Enter())
        {
            int at = Array.IndexOf(_routees, routee);
            if (at < 0) return false;
            Atomic.Write(ref _routees, [.. _routees[..at], .. _routees[(at + 1)..]]);
        }

        routee.ForgetEnd(this);
        return true;
    }

    /// <summary>Takes all out.</summary>
    private protected void Clear()
    {
        IActorRef[] all;
        using (_gate.Enter())
        {
            all = _routees;
            Atomic.Write(ref _routees, []);
        }

        foreach (IActorRef routee in all) routee.ForgetEnd(this);
    }

    private int Choose(Envelope envelope, IActorRef[] routees)
    {
        try
        {
            int chosen = _policy.Choose(new RoutedMessage(envelope), new RouteeList(routees));
            return chosen >= RoutingPolicy.Everyone && chosen < routees.Length ? chosen : throw new InvalidOperationException(
                $"{_policy.GetType().Name} chose routee {chosen} of {Path}, which has {routees.Length}. Return a position from 0 up, or RoutingPolicy.Everyone.");
        }
        catch (Exception error)
        {
            // The asker is told through the Ask; who tells is told here.
            envelope.Dispatcher.Drop(envelope, error);
            if (!envelope.Dispatcher.CarriesAsk) throw;
            return Refused;
        }
    }

    private static WriteStatus RefuseFull(Envelope envelope, IActorRef routee)
    {
        if (!envelope.Dispatcher.CarriesAsk) return WriteStatus.Full;
        // The asker is told by the routee, who knows best.
        envelope.Dispatcher.Drop(envelope, routee.WhyRefused(WriteStatus.Full));
        return WriteStatus.Written;
    }

    private protected virtual ActorException WhyRefused(WriteStatus status) => status == WriteStatus.Full && Atomic.Read(ref _routees) is { Length: > 0 } routees
        ? routees.MaxBy(routee => routee.Backlog)!.WhyRefused(status)
        : WhyStopped();

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<WriteStatus> PostWhenRoomAsync(Envelope envelope, IActorRef routee, ValueTask<WriteStatus> posting, CancellationToken cancellationToken)
    {
        if (await posting.ConfigureAwait(false) == WriteStatus.Written) return WriteStatus.Written;
        Remove(routee);
        return await RouteAsync(envelope, cancellationToken).ConfigureAwait(false);
    }
}
