using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

public sealed class TimedUnboundedLetters() : TimedContract<Letter, Letter>(null)
{
    protected override (Sender<Letter> Sender, Receiver<Letter> Receiver) Create() => Mpsc.Unbounded<Letter>();
}

public sealed class TimedBoundedToOneLetters() : TimedContract<Letter, Letter>(1)
{
    protected override (Sender<Letter> Sender, Receiver<Letter> Receiver) Create() => Mpsc.Bounded<Letter>(1);
}

public sealed class TimedBoundedToSixteenLetters() : TimedContract<Letter, Letter>(16)
{
    protected override (Sender<Letter> Sender, Receiver<Letter> Receiver) Create() => Mpsc.Bounded<Letter>(16);
}

public sealed class TimedUnboundedCoins() : TimedContract<Coin, Coin>(null)
{
    protected override (Sender<Coin> Sender, Receiver<Coin> Receiver) Create() => Mpsc.Unbounded<Coin>();
}

public sealed class TimedBoundedToOneCoins() : TimedContract<Coin, Coin>(1)
{
    protected override (Sender<Coin> Sender, Receiver<Coin> Receiver) Create() => Mpsc.Bounded<Coin>(1);
}

public sealed class TimedBoundedToSixteenCoins() : TimedContract<Coin, Coin>(16)
{
    protected override (Sender<Coin> Sender, Receiver<Coin> Receiver) Create() => Mpsc.Bounded<Coin>(16);
}

public sealed class TimedUnboundedCrates() : TimedContract<Crate, Crate>(null)
{
    protected override (Sender<Crate> Sender, Receiver<Crate> Receiver) Create() => Mpsc.Unbounded<Crate>();
}

public sealed class TimedBoundedToOneCrates() : TimedContract<Crate, Crate>(1)
{
    protected override (Sender<Crate> Sender, Receiver<Crate> Receiver) Create() => Mpsc.Bounded<Crate>(1);
}

public sealed class TimedBoundedToSixteenCrates() : TimedContract<Crate, Crate>(16)
{
    protected override (Sender<Crate> Sender, Receiver<Crate> Receiver) Create() => Mpsc.Bounded<Crate>(16);
}

public sealed class TimedUnboundedFlags() : TimedContract<bool, Flag>(null)
{
    protected override (Sender<bool> Sender, Receiver<bool> Receiver) Create() => Mpsc.Unbounded<bool>();
}

public sealed class TimedBoundedToOneFlags() : TimedContract<bool, Flag>(1)
{
    protected override (Sender<bool> Sender, Receiver<bool> Receiver) Create() => Mpsc.Bounded<bool>(1);
}

public sealed class TimedBoundedToSixteenFlags() : TimedContract<bool, Flag>(16)
{
    protected override (Sender<bool> Sender, Receiver<bool> Receiver) Create() => Mpsc.Bounded<bool>(16);
}
