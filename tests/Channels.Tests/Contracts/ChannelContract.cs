using System.Threading.Channels;

namespace Channels.Tests.Contracts;

/// <summary>What every channel promises as a ChannelWriter and a ChannelReader, whatever its kind and its values.</summary>
/// <remarks>No test puts more than one value in, so that a oneshot can keep the same promises.</remarks>
public abstract partial class ChannelContract<T, TItems>
    where TItems : IItems<T>
{
    protected static CancellationToken CancelledToken { get; } = new(canceled: true);

    /// <summary>Whether a second wait is refused while one is pending; otherwise they are served first come first served.</summary>
    protected virtual bool HasOneReader => true;

    protected abstract (ChannelWriter<T> Writer, ChannelReader<T> Reader) Create();

    protected static T Item(int number) => TItems.Of(number);

    protected static async Task AssertCancelled(Task task, CancellationToken token)
    {
        OperationCanceledException thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task.Soon());
        Assert.Equal(token, thrown.CancellationToken);
        Assert.True(task.IsCanceled);
    }

    protected static async Task AssertClosed(Task task, Exception? error)
    {
        ChannelClosedException thrown = await Assert.ThrowsAsync<ChannelClosedException>(() => task.Soon());
        Assert.Same(error, thrown.InnerException);
    }
}
