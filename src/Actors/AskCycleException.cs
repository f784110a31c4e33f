namespace Actors;

/// <summary>An Ask that would have waited for ever: the actors in <see cref="Chain"/> wait for each other, each in a handler that awaits the next one's answer. Let one of them <c>Tell</c>, or ask before it awaits.</summary>
/// <remarks>Thrown to the one that closed the cycle, at once. The others go on when it does.</remarks>
public sealed class AskCycleException : ActorException
{
    internal AskCycleException(IReadOnlyList<AskCycleStep> chain)
        : base($"Ask cycle: {string.Join(" -> ", chain)}; {chain[0].Actor} is still handling {chain[0].Message} and cannot come to {chain[^1].Message}. Let one of them Tell and be told the answer, or defer its reply.") =>
        Chain = chain;

    /// <summary>The cycle: first the actor whose Ask closed it, last the same actor with the request that it cannot come to.</summary>
    public IReadOnlyList<AskCycleStep> Chain { get; }
}
