using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Channels;

namespace Actors.Events;

/// <summary>Reads dead letters as a sequence.</summary>
public static class DeadLetterExtensions
{
    private const int DefaultCapacity = 1000;

    /// <summary>Reads dead letters as they come: <c>await foreach (DeadLetter letter in system.DeadLetters.ReadAllAsync())</c>. Whoever reads slowly holds nobody up.</summary>
    /// <param name="letters">The letters of a system.</param>
    /// <param name="capacity">How many wait to be read; 1,000 unless given, 1 or more. Of more, the oldest are dropped.</param>
    /// <param name="cancellationToken">Ends the sequence, with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>A sequence that begins when it is first asked for a letter, and does not end by itself.</returns>
    public static async IAsyncEnumerable<DeadLetter> ReadAllAsync(
        this IObservable<DeadLetter> letters, int capacity = DefaultCapacity, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(letters);
        (Sender<DeadLetter> sender, SharedReceiver<DeadLetter> receiver) = Mpmc.Bounded<DeadLetter>(capacity, BoundedChannelFullMode.DropOldest, static _ => { });
        using (sender)
        using (receiver)
        using (letters.Subscribe(new Pen(sender)))
        {
            while (true) yield return await receiver.ReadAsync(cancellationToken).ConfigureAwait(true);
        }
    }

    private sealed class Pen(Sender<DeadLetter> sender) : IObserver<DeadLetter>
    {
        public void OnNext(DeadLetter value) => sender.TryWrite(value);

        public void OnError(Exception error)
        {
        }

        public void OnCompleted()
        {
        }
    }
}
