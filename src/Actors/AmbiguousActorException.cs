namespace Actors;

/// <summary>An address was asked for by a type that several registered actors have. Ask for it by name.</summary>
public sealed class AmbiguousActorException : ActorException
{
    internal AmbiguousActorException(string message)
        : base(message)
    {
    }
}
