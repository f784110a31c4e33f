using Actors.Messaging;

namespace Actors;

/// <summary>A handler that awaits while its actor goes on.</summary>
internal abstract class OpenHandler(Task handling)
{
    /// <summary>Of a message that nobody waits for.</summary>
    public static OpenHandler OfTell(Task handling) => new Telling(handling);

    /// <summary>Its message; known once the turn has learned that it goes on.</summary>
    public Envelope Envelope { get; set; }

    /// <summary>Ends when it has returned.</summary>
    public Task Returned => handling;

    /// <summary>Calls back when it has returned, in the context of the caller.</summary>
    public void WhenReturned(Action callback) => handling.GetAwaiter().UnsafeOnCompleted(callback);

    /// <summary>It has returned: answers, if somebody asked; in the turn. Throws what the handler threw.</summary>
    public abstract void Settle();

    private sealed class Telling(Task handling) : OpenHandler(handling)
    {
        public override void Settle() => Returned.GetAwaiter().GetResult();
    }
}
