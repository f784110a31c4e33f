using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

public sealed class BlockingUnboundedLetters() : BlockingContract<Letter, Letter>(null)
{
    protected override (Sender<Letter> Sender, Receiver<Letter> Receiver) Create() => Mpsc.Unbounded<Letter>();
}

public sealed class BlockingBoundedToOneLetters() : BlockingContract<Letter, Letter>(1)
{
    protected override (Sender<Letter> Sender, Receiver<Letter> Receiver) Create() => Mpsc.Bounded<Letter>(1);
}

public sealed class BlockingBoundedToSixteenLetters() : BlockingContract<Letter, Letter>(16)
{
    protected override (Sender<Letter> Sender, Receiver<Letter> Receiver) Create() => Mpsc.Bounded<Letter>(16);
}

public sealed class BlockingUnboundedCoins() : BlockingContract<Coin, Coin>(null)
{
    protected override (Sender<Coin> Sender, Receiver<Coin> Receiver) Create() => Mpsc.Unbounded<Coin>();
}

public sealed class BlockingBoundedToOneCoins() : BlockingContract<Coin, Coin>(1)
{
    protected override (Sender<Coin> Sender, Receiver<Coin> Receiver) Create() => Mpsc.Bounded<Coin>(1);
}

public sealed class BlockingUnboundedCrates() : BlockingContract<Crate, Crate>(null)
{
    protected override (Sender<Crate> Sender, Receiver<Crate> Receiver) Create() => Mpsc.Unbounded<Crate>();
}

public sealed class BlockingBoundedToOneCrates() : BlockingContract<Crate, Crate>(1)
{
    protected override (Sender<Crate> Sender, Receiver<Crate> Receiver) Create() => Mpsc.Bounded<Crate>(1);
}

public sealed class BlockingBoundedToSixteenCrates() : BlockingContract<Crate, Crate>(16)
{
    protected override (Sender<Crate> Sender, Receiver<Crate> Receiver) Create() => Mpsc.Bounded<Crate>(16);
}

public sealed class BlockingUnboundedFlags() : BlockingContract<bool, Flag>(null)
{
    protected override (Sender<bool> Sender, Receiver<bool> Receiver) Create() => Mpsc.Unbounded<bool>();
}

public sealed class BlockingBoundedToOneFlags() : BlockingContract<bool, Flag>(1)
{
    protected override (Sender<bool> Sender, Receiver<bool> Receiver) Create() => Mpsc.Bounded<bool>(1);
}
