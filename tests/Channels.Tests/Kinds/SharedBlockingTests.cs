using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

/// <summary>Threads that sleep, of the kinds with several readers.</summary>
public abstract class MpmcBlockingContract<T, TItems>(int? capacity, bool isPrioritized = false) : BlockingContract<T, TItems>(capacity)
    where TItems : IItems<T>
{
    private readonly int? _capacity = capacity;

    protected override (Sender<T> Sender, Receiver<T> Receiver) Create() => MpmcKinds.Create<T>(_capacity, isPrioritized);
}

/// <summary>Threads that sleep, of a lossless broadcast with one receiver.</summary>
public abstract class LosslessBlockingContract<T, TItems>(int capacity) : BlockingContract<T, TItems>(capacity)
    where TItems : IItems<T>
{
    private readonly int _capacity = capacity;

    protected override (Sender<T> Sender, Receiver<T> Receiver) Create() => Broadcast.Lossless<T>(_capacity);
}

/// <summary>Threads that sleep, of a rendezvous: always full, and empty but for a write that waits.</summary>
public abstract class RendezvousBlockingContract<T, TItems>() : BlockingContract<T, TItems>(0)
    where TItems : IItems<T>
{
    protected override (Sender<T> Sender, Receiver<T> Receiver) Create() => Mpmc.Rendezvous<T>();
}

public sealed class BlockingMpmcUnboundedLetters() : MpmcBlockingContract<Letter, Letter>(null);

public sealed class BlockingMpmcUnboundedCoins() : MpmcBlockingContract<Coin, Coin>(null);

public sealed class BlockingMpmcUnboundedCrates() : MpmcBlockingContract<Crate, Crate>(null);

public sealed class BlockingMpmcBoundedToOneLetters() : MpmcBlockingContract<Letter, Letter>(1);

public sealed class BlockingMpmcBoundedToOneCoins() : MpmcBlockingContract<Coin, Coin>(1);

public sealed class BlockingMpmcBoundedToOneCrates() : MpmcBlockingContract<Crate, Crate>(1);

public sealed class BlockingPrioritizedToOneLetters() : MpmcBlockingContract<Letter, Letter>(1, isPrioritized: true);

public sealed class BlockingPrioritizedToOneCoins() : MpmcBlockingContract<Coin, Coin>(1, isPrioritized: true);

public sealed class BlockingPrioritizedToOneCrates() : MpmcBlockingContract<Crate, Crate>(1, isPrioritized: true);

public sealed class BlockingLosslessToOneLetters() : LosslessBlockingContract<Letter, Letter>(1);

public sealed class BlockingLosslessToOneCoins() : LosslessBlockingContract<Coin, Coin>(1);

public sealed class BlockingLosslessToOneCrates() : LosslessBlockingContract<Crate, Crate>(1);

public sealed class BlockingRendezvousLetters : RendezvousBlockingContract<Letter, Letter>;

public sealed class BlockingRendezvousCoins : RendezvousBlockingContract<Coin, Coin>;

public sealed class BlockingRendezvousCrates : RendezvousBlockingContract<Crate, Crate>;
