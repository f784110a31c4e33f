using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

/// <summary>Many at once, of the kinds with several readers.</summary>
public abstract class MpmcBatchContract<T, TItems>(int? capacity, bool isPrioritized = false) : BatchContract<T, TItems>(capacity)
    where TItems : IItems<T>
{
    private readonly int? _capacity = capacity;

    protected override (Sender<T> Sender, Receiver<T> Receiver) Create() => MpmcKinds.Create<T>(_capacity, isPrioritized);
}

/// <summary>Many at once, of a lossless broadcast with one receiver.</summary>
public abstract class LosslessBatchContract<T, TItems>(int capacity) : BatchContract<T, TItems>(capacity)
    where TItems : IItems<T>
{
    private readonly int _capacity = capacity;

    protected override (Sender<T> Sender, Receiver<T> Receiver) Create() => Broadcast.Lossless<T>(_capacity);
}

public sealed class BatchMpmcUnboundedLetters() : MpmcBatchContract<Letter, Letter>(null);

public sealed class BatchMpmcUnboundedCoins() : MpmcBatchContract<Coin, Coin>(null);

public sealed class BatchMpmcUnboundedCrates() : MpmcBatchContract<Crate, Crate>(null);

public sealed class BatchMpmcUnboundedFlags() : MpmcBatchContract<bool, Flag>(null);

public sealed class BatchMpmcBoundedToOneLetters() : MpmcBatchContract<Letter, Letter>(1);

public sealed class BatchMpmcBoundedToOneCoins() : MpmcBatchContract<Coin, Coin>(1);

public sealed class BatchMpmcBoundedToOneCrates() : MpmcBatchContract<Crate, Crate>(1);

public sealed class BatchMpmcBoundedToOneFlags() : MpmcBatchContract<bool, Flag>(1);

public sealed class BatchMpmcBoundedToSixteenLetters() : MpmcBatchContract<Letter, Letter>(16);

public sealed class BatchMpmcBoundedToSixteenCoins() : MpmcBatchContract<Coin, Coin>(16);

public sealed class BatchMpmcBoundedToSixteenCrates() : MpmcBatchContract<Crate, Crate>(16);

public sealed class BatchMpmcBoundedToSixteenFlags() : MpmcBatchContract<bool, Flag>(16);

public sealed class BatchPrioritizedUnboundedLetters() : MpmcBatchContract<Letter, Letter>(null, isPrioritized: true);

public sealed class BatchPrioritizedUnboundedCoins() : MpmcBatchContract<Coin, Coin>(null, isPrioritized: true);

public sealed class BatchPrioritizedUnboundedCrates() : MpmcBatchContract<Crate, Crate>(null, isPrioritized: true);

public sealed class BatchPrioritizedUnboundedFlags() : MpmcBatchContract<bool, Flag>(null, isPrioritized: true);

public sealed class BatchPrioritizedToOneLetters() : MpmcBatchContract<Letter, Letter>(1, isPrioritized: true);

public sealed class BatchPrioritizedToOneCoins() : MpmcBatchContract<Coin, Coin>(1, isPrioritized: true);

public sealed class BatchPrioritizedToOneCrates() : MpmcBatchContract<Crate, Crate>(1, isPrioritized: true);

public sealed class BatchPrioritizedToOneFlags() : MpmcBatchContract<bool, Flag>(1, isPrioritized: true);

public sealed class BatchLosslessToOneLetters() : LosslessBatchContract<Letter, Letter>(1);

public sealed class BatchLosslessToOneCoins() : LosslessBatchContract<Coin, Coin>(1);

public sealed class BatchLosslessToOneCrates() : LosslessBatchContract<Crate, Crate>(1);

public sealed class BatchLosslessToOneFlags() : LosslessBatchContract<bool, Flag>(1);

public sealed class BatchLosslessToSixteenLetters() : LosslessBatchContract<Letter, Letter>(16);

public sealed class BatchLosslessToSixteenCoins() : LosslessBatchContract<Coin, Coin>(16);

public sealed class BatchLosslessToSixteenCrates() : LosslessBatchContract<Crate, Crate>(16);

public sealed class BatchLosslessToSixteenFlags() : LosslessBatchContract<bool, Flag>(16);
