using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;

namespace Channels;

/// <summary>The receiving end of a channel: a <see cref="ChannelReader{T}"/> that can close it, and says whether it is empty or at its end.</summary>
/// <remarks>
/// One reader at a time: a second wait while one is pending throws <see cref="InvalidOperationException"/>. A wait that is
/// cancelled has consumed nothing. After <see cref="Dispose"/> every member but <see cref="Dispose"/> and
/// <see cref="ChannelReader{T}.Completion"/> throws <see cref="ObjectDisposedException"/>.
/// </remarks>
public abstract class Receiver<T> : ChannelReader<T>, IDisposable
{
    private protected Receiver()
    {
    }

    /// <summary>The most values the channel holds; <see langword="null"/> for no bound.</summary>
    public abstract int? Capacity { get; }

    /// <summary>Whether the channel takes no more values, whichever side closed it; there may still be some to read.</summary>
    public abstract bool IsClosed { get; }

    /// <summary>Takes the next value and returns at once.</summary>
    /// <param name="item">The value, or the default on <see langword="false"/>.</param>
    /// <param name="status"><see cref="ReadStatus.Empty"/> may be <see cref="ReadStatus.Read"/> a moment later; <see cref="ReadStatus.Closed"/> never will.</param>
    public abstract bool TryRead([MaybeNullWhen(false)] out T item, out ReadStatus status);

    /// <summary>Lets no more values in: writes end with <see cref="ChannelClosedException"/>, what the channel holds can still be read.</summary>
    /// <returns><see langword="true"/> for the call that closed it, from either side.</returns>
    /// <remarks>The semantics of tokio's <c>Receiver::close</c>. Safe from any thread.</remarks>
    public abstract bool Close();

    /// <summary>Closes the channel and drops what it holds; for the reader, not beside it. Later calls do nothing.</summary>
    public abstract void Dispose();
}
