namespace Actors;

/// <summary>A name that an actor cannot have: taken by another, or no name. Choose another.</summary>
public sealed class ActorNameException : ActorException
{
    internal ActorNameException(string name, string message)
        : base(message) => Name = name;

    /// <summary>The name.</summary>
    public string Name { get; }
}
