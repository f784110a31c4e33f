using System.Threading.Channels;
using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

/// <summary>To its only receiver, and as long as that does not fall behind, a lagging broadcast promises what every channel does.</summary>
public abstract class LaggingBroadcastContract<T, TItems>(int capacity) : ChannelContract<Lagging<T>, Among<T, TItems>>
    where TItems : IItems<T>
{
    protected override (ChannelWriter<Lagging<T>> Writer, ChannelReader<Lagging<T>> Reader) Create()
    {
        var (sender, receiver) = Broadcast.Lagging<T>(capacity);
        return (new Unwrapping(sender), receiver);
    }

    /// <summary>Writes what the contract reads: the values alone.</summary>
    private sealed class Unwrapping(ChannelWriter<T> writer) : ChannelWriter<Lagging<T>>
    {
        public override bool TryWrite(Lagging<T> item) => writer.TryWrite(item.Value!);

        public override ValueTask WriteAsync(Lagging<T> item, CancellationToken cancellationToken = default) => writer.WriteAsync(item.Value!, cancellationToken);

        public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) => writer.WaitToWriteAsync(cancellationToken);

        public override bool TryComplete(Exception? error = null) => writer.TryComplete(error);
    }
}

/// <summary>Values as they are read among gaps.</summary>
public sealed class Among<T, TItems> : IItems<Lagging<T>>
    where TItems : IItems<T>
{
    private Among()
    {
    }

    static Lagging<T> IItems<Lagging<T>>.Of(int number) => new(TItems.Of(number), 0);
}

public sealed class LaggingByOneLetters() : LaggingBroadcastContract<Letter, Letter>(1);

public sealed class LaggingByOneCoins() : LaggingBroadcastContract<Coin, Coin>(1);

public sealed class LaggingByOneCrates() : LaggingBroadcastContract<Crate, Crate>(1);

public sealed class LaggingByOneFlags() : LaggingBroadcastContract<bool, Flag>(1);

public sealed class LaggingByTenLetters() : LaggingBroadcastContract<Letter, Letter>(10);

public sealed class LaggingByTenCoins() : LaggingBroadcastContract<Coin, Coin>(10);

public sealed class LaggingByTenCrates() : LaggingBroadcastContract<Crate, Crate>(10);

public sealed class LaggingByTenFlags() : LaggingBroadcastContract<bool, Flag>(10);
