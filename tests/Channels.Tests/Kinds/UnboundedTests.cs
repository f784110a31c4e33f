using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

public sealed class UnboundedLetters() : QueueContract<Letter, Letter>(capacity: null);

public sealed class UnboundedCoins() : QueueContract<Coin, Coin>(capacity: null);

public sealed class UnboundedCrates() : QueueContract<Crate, Crate>(capacity: null);

public sealed class UnboundedFlags() : QueueContract<bool, Flag>(capacity: null);
