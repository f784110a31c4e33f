using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

public sealed class BoundedToOneLetters() : BoundedContract<Letter, Letter>(1);

public sealed class BoundedToOneCoins() : BoundedContract<Coin, Coin>(1);

public sealed class BoundedToOneCrates() : BoundedContract<Crate, Crate>(1);

public sealed class BoundedToOneFlags() : BoundedContract<bool, Flag>(1);

public sealed class BoundedToTwoLetters() : BoundedContract<Letter, Letter>(2);

public sealed class BoundedToTwoCoins() : BoundedContract<Coin, Coin>(2);

public sealed class BoundedToTwoCrates() : BoundedContract<Crate, Crate>(2);

public sealed class BoundedToTwoFlags() : BoundedContract<bool, Flag>(2);

public sealed class BoundedToSixteenLetters() : BoundedContract<Letter, Letter>(16);

public sealed class BoundedToSixteenCoins() : BoundedContract<Coin, Coin>(16);

public sealed class BoundedToSixteenCrates() : BoundedContract<Crate, Crate>(16);

public sealed class BoundedToSixteenFlags() : BoundedContract<bool, Flag>(16);

public sealed class BoundedToThousandLetters() : BoundedContract<Letter, Letter>(1000);

public sealed class BoundedToThousandCoins() : BoundedContract<Coin, Coin>(1000);

public sealed class BoundedToThousandCrates() : BoundedContract<Crate, Crate>(1000);

public sealed class BoundedToThousandFlags() : BoundedContract<bool, Flag>(1000);

/// <summary>A ring of so few places is not what the door gives, but the ring promises the same.</summary>
public abstract class RingContract<T, TItems>(int capacity) : BoundedContract<T, TItems>(capacity)
    where TItems : IItems<T>
{
    private readonly int _capacity = capacity;

    protected override (Sender<T> Sender, Receiver<T> Receiver) CreateChannel() => Mpsc.Ring<T>(_capacity);
}

public sealed class RingsOfOneLetter() : RingContract<Letter, Letter>(1);

public sealed class RingsOfOneCoin() : RingContract<Coin, Coin>(1);

public sealed class RingsOfTwoCrates() : RingContract<Crate, Crate>(2);

public sealed class RingsOfTwoFlags() : RingContract<bool, Flag>(2);
