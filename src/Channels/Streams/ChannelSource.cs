using System.Threading.Channels;

namespace Channels.Streams;

/// <summary>A channel as a source: what is not taken stays in it, and it is not disposed, for it is its owner's.</summary>
internal sealed class ChannelSource<T>(ChannelReader<T> channel) : Source<T>
{
    private readonly ChannelReader<T> _channel = channel ?? throw new ArgumentNullException(nameof(channel), "One of the sources is null.");

    public override ValueTask<bool> MoveAsync(CancellationToken cancellationToken) => _channel.WaitToReadAsync(cancellationToken);

    public override bool TryTake(out T item) => _channel.TryRead(out item!);

    public override ValueTask DisposeAsync() => default;
}
