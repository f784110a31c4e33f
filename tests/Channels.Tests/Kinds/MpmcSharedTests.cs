using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

/// <summary>What stands in line at an MPMC channel, for each way to make one.</summary>
public abstract class MpmcSharedContract<T, TItems>(int? capacity, bool isPrioritized = false) : SharedContract<T, TItems>
    where TItems : IItems<T>
{
    protected override (Sender<T> Sender, SharedReceiver<T> Receiver) CreateShared() => MpmcKinds.Create<T>(capacity, isPrioritized);
}

/// <summary>The permits of an MPMC channel.</summary>
public abstract class MpmcPermitContract<T, TItems>(bool isPrioritized) : PermitContract<T, TItems>
    where TItems : IItems<T>
{
    protected override (Sender<T> Sender, Receiver<T> Receiver) CreateBounded(int capacity) => MpmcKinds.Create<T>(capacity, isPrioritized);
}

public sealed class SharedUnboundedLetters() : MpmcSharedContract<Letter, Letter>(null);

public sealed class SharedUnboundedCoins() : MpmcSharedContract<Coin, Coin>(null);

public sealed class SharedUnboundedCrates() : MpmcSharedContract<Crate, Crate>(null);

public sealed class SharedUnboundedFlags() : MpmcSharedContract<bool, Flag>(null);

public sealed class SharedBoundedLetters() : MpmcSharedContract<Letter, Letter>(2);

public sealed class SharedBoundedCoins() : MpmcSharedContract<Coin, Coin>(2);

public sealed class SharedBoundedCrates() : MpmcSharedContract<Crate, Crate>(2);

public sealed class SharedBoundedFlags() : MpmcSharedContract<bool, Flag>(2);

public sealed class SharedPrioritizedLetters() : MpmcSharedContract<Letter, Letter>(null, isPrioritized: true);

public sealed class SharedPrioritizedCoins() : MpmcSharedContract<Coin, Coin>(null, isPrioritized: true);

public sealed class SharedPrioritizedCrates() : MpmcSharedContract<Crate, Crate>(null, isPrioritized: true);

public sealed class SharedPrioritizedFlags() : MpmcSharedContract<bool, Flag>(null, isPrioritized: true);

public sealed class SharedPrioritizedBoundedLetters() : MpmcSharedContract<Letter, Letter>(2, isPrioritized: true);

public sealed class SharedPrioritizedBoundedCoins() : MpmcSharedContract<Coin, Coin>(2, isPrioritized: true);

public sealed class SharedPrioritizedBoundedCrates() : MpmcSharedContract<Crate, Crate>(2, isPrioritized: true);

public sealed class SharedPrioritizedBoundedFlags() : MpmcSharedContract<bool, Flag>(2, isPrioritized: true);

public sealed class MpmcPermitsOfLetters() : MpmcPermitContract<Letter, Letter>(isPrioritized: false);

public sealed class MpmcPermitsOfCoins() : MpmcPermitContract<Coin, Coin>(isPrioritized: false);

public sealed class MpmcPermitsOfCrates() : MpmcPermitContract<Crate, Crate>(isPrioritized: false);

public sealed class MpmcPermitsOfFlags() : MpmcPermitContract<bool, Flag>(isPrioritized: false);

public sealed class PrioritizedPermitsOfLetters() : MpmcPermitContract<Letter, Letter>(isPrioritized: true);

public sealed class PrioritizedPermitsOfCoins() : MpmcPermitContract<Coin, Coin>(isPrioritized: true);

public sealed class PrioritizedPermitsOfCrates() : MpmcPermitContract<Crate, Crate>(isPrioritized: true);

public sealed class PrioritizedPermitsOfFlags() : MpmcPermitContract<bool, Flag>(isPrioritized: true);

public sealed class RendezvousLetters : RendezvousContract<Letter, Letter>;

public sealed class RendezvousCoins : RendezvousContract<Coin, Coin>;

public sealed class RendezvousCrates : RendezvousContract<Crate, Crate>;

public sealed class RendezvousFlags : RendezvousContract<bool, Flag>;
