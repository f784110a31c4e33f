namespace Actors;

/// <summary>An actor that was asked for but never registered. Register it with <c>AddActors</c>.</summary>
public sealed class ActorNotRegisteredException : ActorException
{
    internal ActorNotRegisteredException(string message)
        : base(message)
    {
    }
}
