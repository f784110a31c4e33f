using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

public sealed class WatchedLetters : WatchContract<Letter, Letter>;

public sealed class WatchedCoins : WatchContract<Coin, Coin>;

public sealed class WatchedCrates : WatchContract<Crate, Crate>;

public sealed class WatchedFlags : WatchContract<bool, Flag>;
