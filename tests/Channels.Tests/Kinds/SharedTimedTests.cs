using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

/// <summary>Waits with a limit, of the kinds with several readers.</summary>
public abstract class MpmcTimedContract<T, TItems>(int? capacity, bool isPrioritized = false) : TimedContract<T, TItems>(capacity)
    where TItems : IItems<T>
{
    private readonly int? _capacity = capacity;

    protected override (Sender<T> Sender, Receiver<T> Receiver) Create() => MpmcKinds.Create<T>(_capacity, isPrioritized);
}

/// <summary>Waits with a limit, of a lossless broadcast with one receiver.</summary>
public abstract class LosslessTimedContract<T, TItems>(int capacity) : TimedContract<T, TItems>(capacity)
    where TItems : IItems<T>
{
    private readonly int _capacity = capacity;

    protected override (Sender<T> Sender, Receiver<T> Receiver) Create() => Broadcast.Lossless<T>(_capacity);
}

/// <summary>Waits with a limit, of a rendezvous: always full, and empty but for a write that waits.</summary>
public abstract class RendezvousTimedContract<T, TItems>() : TimedContract<T, TItems>(0)
    where TItems : IItems<T>
{
    protected override (Sender<T> Sender, Receiver<T> Receiver) Create() => Mpmc.Rendezvous<T>();
}

public sealed class TimedMpmcUnboundedLetters() : MpmcTimedContract<Letter, Letter>(null);

public sealed class TimedMpmcUnboundedCoins() : MpmcTimedContract<Coin, Coin>(null);

public sealed class TimedMpmcUnboundedCrates() : MpmcTimedContract<Crate, Crate>(null);

public sealed class TimedMpmcUnboundedFlags() : MpmcTimedContract<bool, Flag>(null);

public sealed class TimedMpmcBoundedToOneLetters() : MpmcTimedContract<Letter, Letter>(1);

public sealed class TimedMpmcBoundedToOneCoins() : MpmcTimedContract<Coin, Coin>(1);

public sealed class TimedMpmcBoundedToOneCrates() : MpmcTimedContract<Crate, Crate>(1);

public sealed class TimedMpmcBoundedToOneFlags() : MpmcTimedContract<bool, Flag>(1);

public sealed class TimedMpmcBoundedToSixteenLetters() : MpmcTimedContract<Letter, Letter>(16);

public sealed class TimedMpmcBoundedToSixteenCoins() : MpmcTimedContract<Coin, Coin>(16);

public sealed class TimedMpmcBoundedToSixteenCrates() : MpmcTimedContract<Crate, Crate>(16);

public sealed class TimedMpmcBoundedToSixteenFlags() : MpmcTimedContract<bool, Flag>(16);

public sealed class TimedPrioritizedUnboundedLetters() : MpmcTimedContract<Letter, Letter>(null, isPrioritized: true);

public sealed class TimedPrioritizedUnboundedCoins() : MpmcTimedContract<Coin, Coin>(null, isPrioritized: true);

public sealed class TimedPrioritizedUnboundedCrates() : MpmcTimedContract<Crate, Crate>(null, isPrioritized: true);

public sealed class TimedPrioritizedUnboundedFlags() : MpmcTimedContract<bool, Flag>(null, isPrioritized: true);

public sealed class TimedPrioritizedToOneLetters() : MpmcTimedContract<Letter, Letter>(1, isPrioritized: true);

public sealed class TimedPrioritizedToOneCoins() : MpmcTimedContract<Coin, Coin>(1, isPrioritized: true);

public sealed class TimedPrioritizedToOneCrates() : MpmcTimedContract<Crate, Crate>(1, isPrioritized: true);

public sealed class TimedPrioritizedToOneFlags() : MpmcTimedContract<bool, Flag>(1, isPrioritized: true);

public sealed class TimedLosslessToOneLetters() : LosslessTimedContract<Letter, Letter>(1);

public sealed class TimedLosslessToOneCoins() : LosslessTimedContract<Coin, Coin>(1);

public sealed class TimedLosslessToOneCrates() : LosslessTimedContract<Crate, Crate>(1);

public sealed class TimedLosslessToOneFlags() : LosslessTimedContract<bool, Flag>(1);

public sealed class TimedLosslessToSixteenLetters() : LosslessTimedContract<Letter, Letter>(16);

public sealed class TimedLosslessToSixteenCoins() : LosslessTimedContract<Coin, Coin>(16);

public sealed class TimedLosslessToSixteenCrates() : LosslessTimedContract<Crate, Crate>(16);

public sealed class TimedLosslessToSixteenFlags() : LosslessTimedContract<bool, Flag>(16);

public sealed class TimedRendezvousLetters : RendezvousTimedContract<Letter, Letter>;

public sealed class TimedRendezvousCoins : RendezvousTimedContract<Coin, Coin>;

public sealed class TimedRendezvousCrates : RendezvousTimedContract<Crate, Crate>;

public sealed class TimedRendezvousFlags : RendezvousTimedContract<bool, Flag>;
