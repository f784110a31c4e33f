using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

public sealed class UnboundedLetters() : MpscContract<Letter, Letter>(capacity: null);

public sealed class UnboundedCoins() : MpscContract<Coin, Coin>(capacity: null);

public sealed class UnboundedCrates() : MpscContract<Crate, Crate>(capacity: null);

public sealed class UnboundedFlags() : MpscContract<bool, Flag>(capacity: null);
