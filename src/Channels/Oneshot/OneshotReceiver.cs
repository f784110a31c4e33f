using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Channels;

/// <summary>The receiving end of a <see cref="Oneshot"/>: awaited, it gives the value.</summary>
/// <remarks>
/// One reader at a time: a second wait while one is pending throws <see cref="InvalidOperationException"/>. A wait that is
/// cancelled leaves the value in the channel. The value is given once; later reads find the channel closed. Disposing the
/// receiver refuses a value that was not written yet and drops one that was, which is disposed if it is
/// <see cref="IDisposable"/>; from any thread. The semantics of tokio's <c>oneshot::Receiver</c>.
/// </remarks>
public sealed class OneshotReceiver<T> : Receiver<T>
{
    internal OneshotReceiver(OneshotChannel<T> channel)
        : base(channel)
    {
    }

    // The base holds what the constructor got.
    private OneshotChannel<T> Channel
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Unsafe.As<OneshotChannel<T>>(Side);
    }

    /// <summary>Awaits the value; <c>await receiver</c> is <c>await receiver.ReadAsync()</c>.</summary>
    [SuppressMessage("Reliability", "CA2012", Justification = "The awaiter is what an await of this receiver consumes, once.")]
    public ValueTaskAwaiter<T> GetAwaiter() => ReadAsync().GetAwaiter();

    /// <summary>Takes the value if it is there.</summary>
    public override bool TryRead([MaybeNullWhen(false)] out T item) => Channel.TryRead(out item);

    /// <summary>Waits for the value.</summary>
    /// <exception cref="ChannelClosedException">The sender gave up, or the value was read before.</exception>
    public override ValueTask<T> ReadAsync(CancellationToken cancellationToken = default) => Channel.ReadAsync(cancellationToken);
}
