using Actors.Messaging;
using Channels;

namespace Actors.Local;

/// <summary>Step 3 of a message's path: the mailbox, an MPSC queue whose consumer is the actor's turn and not a waiting task.</summary>
internal abstract class Inbox(ActorCell cell, int? capacity) : MpscQueue<Envelope>(capacity, InitialSlots)
{
    // An idle actor is small; one that has more to do gets larger rings as it goes.
    private const int InitialSlots = 2;

    // Raised by turns and by senders that find no room; a race between them loses a figure, not a message.
    private int _highWater;

    public ActorCell Cell => cell;

    /// <summary>The most messages that waited when a turn began, or the capacity if a sender found no room.</summary>
    public int HighWater => _highWater;

    public WriteStatus Post(Envelope envelope)
    {
        WriteStatus status = TryEnqueue(envelope);
        if (status == WriteStatus.Full) _highWater = Capacity!.Value;
        return status;
    }

    public ValueTask<WriteStatus> PostAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        WriteStatus status = Post(envelope);
        return status != WriteStatus.Full ? new ValueTask<WriteStatus>(status) : EnqueueAsync(envelope, cancellationToken);
    }

    protected void NoteDepth()
    {
        int depth = Count;
        if (depth > _highWater) _highWater = depth;
    }
}
