namespace Actors.Testing;

/// <summary>Thrown in place of a handler by <see cref="SimulationFaults"/>, where the test gives no exception of its own.</summary>
public sealed class SimulatedFaultException : Exception
{
    internal SimulatedFaultException(ActorPath actor, int nth)
        : base($"A planned fault at message {nth} of {actor}.")
    {
    }
}
