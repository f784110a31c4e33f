using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

public sealed class BatchUnboundedLetters() : BatchContract<Letter, Letter>(null)
{
    protected override (Sender<Letter> Sender, Receiver<Letter> Receiver) Create() => Mpsc.Unbounded<Letter>();
}

public sealed class BatchBoundedToOneLetters() : BatchContract<Letter, Letter>(1)
{
    protected override (Sender<Letter> Sender, Receiver<Letter> Receiver) Create() => Mpsc.Bounded<Letter>(1);
}

public sealed class BatchBoundedToSixteenLetters() : BatchContract<Letter, Letter>(16)
{
    protected override (Sender<Letter> Sender, Receiver<Letter> Receiver) Create() => Mpsc.Bounded<Letter>(16);
}

public sealed class BatchUnboundedCoins() : BatchContract<Coin, Coin>(null)
{
    protected override (Sender<Coin> Sender, Receiver<Coin> Receiver) Create() => Mpsc.Unbounded<Coin>();
}

public sealed class BatchBoundedToOneCoins() : BatchContract<Coin, Coin>(1)
{
    protected override (Sender<Coin> Sender, Receiver<Coin> Receiver) Create() => Mpsc.Bounded<Coin>(1);
}

public sealed class BatchBoundedToSixteenCoins() : BatchContract<Coin, Coin>(16)
{
    protected override (Sender<Coin> Sender, Receiver<Coin> Receiver) Create() => Mpsc.Bounded<Coin>(16);
}

public sealed class BatchUnboundedCrates() : BatchContract<Crate, Crate>(null)
{
    protected override (Sender<Crate> Sender, Receiver<Crate> Receiver) Create() => Mpsc.Unbounded<Crate>();
}

public sealed class BatchBoundedToOneCrates() : BatchContract<Crate, Crate>(1)
{
    protected override (Sender<Crate> Sender, Receiver<Crate> Receiver) Create() => Mpsc.Bounded<Crate>(1);
}

public sealed class BatchBoundedToSixteenCrates() : BatchContract<Crate, Crate>(16)
{
    protected override (Sender<Crate> Sender, Receiver<Crate> Receiver) Create() => Mpsc.Bounded<Crate>(16);
}

public sealed class BatchUnboundedFlags() : BatchContract<bool, Flag>(null)
{
    protected override (Sender<bool> Sender, Receiver<bool> Receiver) Create() => Mpsc.Unbounded<bool>();
}

public sealed class BatchBoundedToOneFlags() : BatchContract<bool, Flag>(1)
{
    protected override (Sender<bool> Sender, Receiver<bool> Receiver) Create() => Mpsc.Bounded<bool>(1);
}

public sealed class BatchBoundedToSixteenFlags() : BatchContract<bool, Flag>(16)
{
    protected override (Sender<bool> Sender, Receiver<bool> Receiver) Create() => Mpsc.Bounded<bool>(16);
}
