namespace Actors;

/// <summary>What goes wrong between actors; each kind that a caller can do something about has its own type.</summary>
public abstract class ActorException : Exception
{
    private protected ActorException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
