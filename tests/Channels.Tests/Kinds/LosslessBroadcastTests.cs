using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

/// <summary>To its only receiver, a lossless broadcast promises what a bounded queue does.</summary>
public abstract class LosslessBroadcastContract<T, TItems>(int capacity) : BoundedContract<T, TItems>(capacity)
    where TItems : IItems<T>
{
    private readonly int _capacity = capacity;

    protected override (Sender<T> Sender, Receiver<T> Receiver) CreateChannel() => Broadcast.Lossless<T>(_capacity);
}

public sealed class LosslessToOneLetters() : LosslessBroadcastContract<Letter, Letter>(1);

public sealed class LosslessToOneCoins() : LosslessBroadcastContract<Coin, Coin>(1);

public sealed class LosslessToOneCrates() : LosslessBroadcastContract<Crate, Crate>(1);

public sealed class LosslessToOneFlags() : LosslessBroadcastContract<bool, Flag>(1);

public sealed class LosslessToThreeLetters() : LosslessBroadcastContract<Letter, Letter>(3);

public sealed class LosslessToThreeCoins() : LosslessBroadcastContract<Coin, Coin>(3);

public sealed class LosslessToThreeCrates() : LosslessBroadcastContract<Crate, Crate>(3);

public sealed class LosslessToThreeFlags() : LosslessBroadcastContract<bool, Flag>(3);

public sealed class LosslessToThousandLetters() : LosslessBroadcastContract<Letter, Letter>(1000);

public sealed class LosslessToThousandCoins() : LosslessBroadcastContract<Coin, Coin>(1000);

public sealed class LosslessToThousandCrates() : LosslessBroadcastContract<Crate, Crate>(1000);

public sealed class LosslessToThousandFlags() : LosslessBroadcastContract<bool, Flag>(1000);
