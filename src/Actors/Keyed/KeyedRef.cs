using System.Runtime.CompilerServices;
using Actors.Local;
using Actors.Messaging;
using Channels;
using Channels.Atomics;

namespace Actors.Keyed;

/// <summary>The address of a class and a key: finds the actor that is there, or has one made, and remembers it for the next message.</summary>
internal sealed class KeyedRef<TActor>(KeyedRegion<TActor> region, string key, ActorLoop? known = null) : IActorRef<TActor>, IAskParty, IActorLife
    where TActor : Actor
{
    // The one that took the last message. A hint: if it is closed, the region knows better. Any thread may replace it.
    private ActorLoop? _known = known;

    public ActorPath Path => region.PathOf(key);

    AskRegistry IActorRef.Asks => region.System.Asks;

    IAskParty IActorRef.AskTarget => region.Find(key) is { } cell ? cell : this;

    IActorLife IActorRef.Life => this;

    int IActorRef.Backlog => region.Find(key) is { } cell ? (int)cell.Loop.Look().Pending : 0;

    // The class and its keys end with the system.
    Task<Terminated> IActorLife.Ended => region.Head.Stopped;

    ActorState IActorLife.State => region.Head.State;

    string IActorLife.WhyNotWatched => "is the address of a key: its actors come and go as they are needed, and the address does not end with them. Have the actor itself tell whoever has to know, in its OnStopAsync.";

    void IActorLife.Kill() => region.Find(key)?.Kill();

    public void Stop() => region.Find(key)?.Signal(Signals.Stop);

    public Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (region.Find(key) is not { } cell) return Task.CompletedTask;
        Task stopped = cell.Stopped;
        cell.Signal(Signals.Drain);
        return stopped.WaitAsync(cancellationToken);
    }

    WriteStatus IActorRef.Post(in Envelope envelope)
    {
        ActorLoop? loop = Atomic.Read(ref _known);
        if (loop is not null)
        {
            WriteStatus status = PostTo(loop, envelope);
            if (status != WriteStatus.Closed) return status;
        }

        return PostToNext(envelope, loop);
    }

    ValueTask<WriteStatus> IActorRef.PostAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        ActorLoop? loop = Atomic.Read(ref _known);
        if (loop is not null)
        {
            ValueTask<WriteStatus> posting = loop.PostAsync(envelope, cancellationToken);
            if (!posting.IsCompletedSuccessfully) return PostWhenRoomAsync(envelope, loop, posting, cancellationToken);
            if (posting.Result == WriteStatus.Written) return new ValueTask<WriteStatus>(WriteStatus.Written);
        }

        return Next(loop) is { } next ? PostWhenRoomAsync(envelope, next, next.PostAsync(envelope, cancellationToken), cancellationToken) : new ValueTask<WriteStatus>(WriteStatus.Closed);
    }

    void IActorRef.Refuse(object message, DeadLetterReason reason) => region.System.Refuse(new DeadLetter(Path, message, reason));

    ActorException IActorRef.WhyRefused(WriteStatus status) => status == WriteStatus.Full && region.Find(key) is { } cell
        ? cell.WhyRefused(status)
        : new ActorStoppedException(Path, $"{Path} takes no more messages: its system is stopping with the host.");

    void IActorRef.NotifyEnd(IEndListener listener)
    {
        // Its actors come and go, the address does not end.
    }

    void IActorRef.ForgetEnd(IEndListener listener)
    {
    }

    string IAskParty.Name => Path.Value;

    // No request stays with it: each is put to the actor that takes it.
    long IAskParty.Number => 0;

    long IAskParty.HeldIn => -1;

    string IAskParty.HeldBy => "";

    AskWaits IAskParty.Waits => throw new InvalidOperationException($"{Path} asks nobody.");

    AskWaits? IAskParty.WaitsIfAny => null;

    Exception IAskParty.TimedOut(Ask ask) => new AskTimeoutException(Path, ask.Request.GetType(), ask.Timeout, default);

    public override string ToString() => Path.Value;

    private static WriteStatus PostTo(ActorLoop loop, Envelope envelope)
    {
        if (envelope.Dispatcher.CarriesAsk) Unsafe.As<Ask>(envelope.Carried).PutTo(loop.Cell);
        return loop.Post(envelope);
    }

    private WriteStatus PostToNext(Envelope envelope, ActorLoop? closed)
    {
        while ((closed = Next(closed)) is not null)
        {
            WriteStatus status = PostTo(closed, envelope);
            if (status != WriteStatus.Closed) return status;
        }

        return WriteStatus.Closed;
    }

    private ActorLoop? Next(ActorLoop? closed)
    {
        ActorLoop? next = region.Activate(key, closed);
        // Pairs with the reads in Post: whoever sees it sees the whole actor.
        if (next is not null) Atomic.Write(ref _known, next);
        return next;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<WriteStatus> PostWhenRoomAsync(Envelope envelope, ActorLoop loop, ValueTask<WriteStatus> posting, CancellationToken cancellationToken)
    {
        while (await posting.ConfigureAwait(false) != WriteStatus.Written)
        {
            if (Next(loop) is not { } next) return WriteStatus.Closed;
            loop = next;
            posting = next.PostAsync(envelope, cancellationToken);
        }

        return WriteStatus.Written;
    }
}
