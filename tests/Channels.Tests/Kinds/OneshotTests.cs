using Channels.Tests.Contracts;

namespace Channels.Tests.Kinds;

public sealed class OneshotLetters : OneshotContract<Letter, Letter>;

public sealed class OneshotCoins : OneshotContract<Coin, Coin>;

public sealed class OneshotCrates : OneshotContract<Crate, Crate>;

public sealed class OneshotFlags : OneshotContract<bool, Flag>;
