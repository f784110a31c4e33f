using System.Threading.Channels;
using Channels;
using Channels.Atomics;

namespace Actors;

/// <summary>An actor behind the writer of a channel.</summary>
internal sealed class ActorWriter<TMessage>(IActorRef<IHandle<TMessage>> actor) : ChannelWriter<TMessage>
{
    // Null while open. Set once, from any thread.
    private Completion? _completion;

    public override bool TryWrite(TMessage item) => Atomic.Read(ref _completion) is null && actor.TryTell(item) == TellStatus.Accepted;

    public override async ValueTask WriteAsync(TMessage item, CancellationToken cancellationToken = default)
    {
        if (Atomic.Read(ref _completion) is { } completion) throw new ChannelClosedException(completion.Error);
        if (await ActorRefExtensions.OfferAsync(actor, item, cancellationToken).ConfigureAwait(false) != WriteStatus.Written)
            throw new ChannelClosedException(actor.WhyRefused(WriteStatus.Closed));
    }

    public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested) return ValueTask.FromCanceled<bool>(cancellationToken);
        if (Atomic.Read(ref _completion) is { Error: { } error }) return ValueTask.FromException<bool>(error);
        return new ValueTask<bool>(Atomic.Read(ref _completion) is null && !actor.Life.Ended.IsCompleted);
    }

    public override bool TryComplete(Exception? error = null) => Atomic.CompareExchange(ref _completion, new Completion(error), null) is null;

    private sealed record Completion(Exception? Error);
}
