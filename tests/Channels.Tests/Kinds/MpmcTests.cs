using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

/// <summary>An MPMC channel promises what every queue does, and lets several readers wait.</summary>
public abstract class MpmcQueueContract<T, TItems>(int? capacity, bool isPrioritized = false) : QueueContract<T, TItems>(capacity)
    where TItems : IItems<T>
{
    protected override bool HasOneReader => false;

    protected override (Sender<T> Sender, Receiver<T> Receiver) CreateChannel() => MpmcKinds.Create<T>(null, isPrioritized);
}

/// <summary>The same with a bound.</summary>
public abstract class MpmcBoundedContract<T, TItems>(int capacity, bool isPrioritized = false) : BoundedContract<T, TItems>(capacity)
    where TItems : IItems<T>
{
    private readonly int _capacity = capacity;

    protected override bool HasOneReader => false;

    protected override (Sender<T> Sender, Receiver<T> Receiver) CreateChannel() => MpmcKinds.Create<T>(_capacity, isPrioritized);
}

internal static class MpmcKinds
{
    public static (Sender<T> Sender, SharedReceiver<T> Receiver) Create<T>(int? capacity, bool isPrioritized)
    {
        // All equal, so first in, first out.
        if (isPrioritized) return Mpmc.Prioritized(Comparer<T>.Create((_, _) => 0), capacity);
        return capacity is { } bound ? Mpmc.Bounded<T>(bound) : Mpmc.Unbounded<T>();
    }
}

public sealed class MpmcUnboundedLetters() : MpmcQueueContract<Letter, Letter>(null);

public sealed class MpmcUnboundedCoins() : MpmcQueueContract<Coin, Coin>(null);

public sealed class MpmcUnboundedCrates() : MpmcQueueContract<Crate, Crate>(null);

public sealed class MpmcUnboundedFlags() : MpmcQueueContract<bool, Flag>(null);

public sealed class MpmcBoundedToOneLetters() : MpmcBoundedContract<Letter, Letter>(1);

public sealed class MpmcBoundedToOneCoins() : MpmcBoundedContract<Coin, Coin>(1);

public sealed class MpmcBoundedToOneCrates() : MpmcBoundedContract<Crate, Crate>(1);

public sealed class MpmcBoundedToOneFlags() : MpmcBoundedContract<bool, Flag>(1);

public sealed class MpmcBoundedToTwoLetters() : MpmcBoundedContract<Letter, Letter>(2);

public sealed class MpmcBoundedToTwoCoins() : MpmcBoundedContract<Coin, Coin>(2);

public sealed class MpmcBoundedToTwoCrates() : MpmcBoundedContract<Crate, Crate>(2);

public sealed class MpmcBoundedToTwoFlags() : MpmcBoundedContract<bool, Flag>(2);

public sealed class MpmcBoundedToSixteenLetters() : MpmcBoundedContract<Letter, Letter>(16);

public sealed class MpmcBoundedToSixteenCoins() : MpmcBoundedContract<Coin, Coin>(16);

public sealed class MpmcBoundedToSixteenCrates() : MpmcBoundedContract<Crate, Crate>(16);

public sealed class MpmcBoundedToSixteenFlags() : MpmcBoundedContract<bool, Flag>(16);

public sealed class MpmcBoundedToThousandLetters() : MpmcBoundedContract<Letter, Letter>(1000);

public sealed class MpmcBoundedToThousandCoins() : MpmcBoundedContract<Coin, Coin>(1000);

public sealed class MpmcBoundedToThousandCrates() : MpmcBoundedContract<Crate, Crate>(1000);

public sealed class MpmcBoundedToThousandFlags() : MpmcBoundedContract<bool, Flag>(1000);

public sealed class PrioritizedLetters() : MpmcQueueContract<Letter, Letter>(null, isPrioritized: true);

public sealed class PrioritizedCoins() : MpmcQueueContract<Coin, Coin>(null, isPrioritized: true);

public sealed class PrioritizedCrates() : MpmcQueueContract<Crate, Crate>(null, isPrioritized: true);

public sealed class PrioritizedFlags() : MpmcQueueContract<bool, Flag>(null, isPrioritized: true);

public sealed class PrioritizedToOneLetters() : MpmcBoundedContract<Letter, Letter>(1, isPrioritized: true);

public sealed class PrioritizedToOneCoins() : MpmcBoundedContract<Coin, Coin>(1, isPrioritized: true);

public sealed class PrioritizedToOneCrates() : MpmcBoundedContract<Crate, Crate>(1, isPrioritized: true);

public sealed class PrioritizedToOneFlags() : MpmcBoundedContract<bool, Flag>(1, isPrioritized: true);

public sealed class PrioritizedToSixteenLetters() : MpmcBoundedContract<Letter, Letter>(16, isPrioritized: true);

public sealed class PrioritizedToSixteenCoins() : MpmcBoundedContract<Coin, Coin>(16, isPrioritized: true);

public sealed class PrioritizedToSixteenCrates() : MpmcBoundedContract<Crate, Crate>(16, isPrioritized: true);

public sealed class PrioritizedToSixteenFlags() : MpmcBoundedContract<bool, Flag>(16, isPrioritized: true);
