namespace Actors;

/// <summary>What happens when actors begin to wait for each other in a cycle of Asks.</summary>
public enum AskCyclePolicy
{
    /// <summary>The Ask that closes the cycle fails at once, with an <see cref="AskCycleException"/>.</summary>
    Fail,

    /// <summary>The cycle is logged as a warning; the Asks wait for their timeouts.</summary>
    Warn,

    /// <summary>Nobody looks for cycles.</summary>
    Off,
}
