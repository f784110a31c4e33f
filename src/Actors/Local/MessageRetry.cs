using Actors.Messaging;
using Channels.Atomics;

namespace Actors.Local;

/// <summary>The message that made an actor fail, kept for its new instance; for actors that were spawned with <see cref="SpawnOptions.MessageRetries"/>. Touched only inside the actor's turn, but for <see cref="IsHeld"/>.</summary>
internal sealed class MessageRetry
{
    private Envelope _envelope;
    private Exception? _error;
    private int _left;

    // How many messages the actor had begun when this one failed: one that fails later is another, even if it is the same
    // object, sent twice or used again.
    private long _begun = -1;
    private bool _isHeld;

    /// <summary>Whether a message is kept, and so is neither handled nor faulted. Written by the turn, read by accounts.</summary>
    public bool IsHeld => Atomic.Read(ref _isHeld);

    /// <summary>A handler threw: keeps the message if it is to be handled again, else tells the asker at once; and does what the supervisor decides.</summary>
    public static ValueTask FailAsync(ActorCell cell, Envelope envelope, Exception error)
    {
        Exception cause = error;
        Directive directive = FailureHandler.Decide(cell, ref cause);
        MessageRetry retry = cell.Extras.Retry ??= new MessageRetry();
        bool isKept = directive == Directive.Restart && !cell.IsToStop && retry.TryKeep(cell, envelope, error);
        if (!isKept) cell.Fault(envelope, error);
        return FailureHandler.HandleAsync(cell, directive, cause);
    }

    /// <summary>Takes the message, to handle it again; after the restart.</summary>
    public bool TryTake(out Envelope envelope)
    {
        envelope = _envelope;
        if (!_isHeld) return false;
        // What is kept of it tells this message from the next, should it fail again.
        Atomic.Write(ref _isHeld, false);
        return true;
    }

    /// <summary>There is no new instance: the asker gets what the handler threw.</summary>
    public void GiveUp(ActorCell cell)
    {
        if (TryTake(out Envelope envelope)) cell.Fault(envelope, _error!);
        _envelope = default;
    }

    private bool TryKeep(ActorCell cell, Envelope envelope, Exception error)
    {
        if (!envelope.Dispatcher.KeepsMessage) return false;
        long begun = cell.Taken;
        bool isSame = begun == _begun && ReferenceEquals(envelope.Carried, _envelope.Carried);
        if (!isSame) _left = cell.Policy.MessageRetries;
        if (_left == 0) return false;

        _left--;
        _begun = begun;
        _envelope = envelope;
        _error = error;
        Atomic.Write(ref _isHeld, true);
        return true;
    }
}
