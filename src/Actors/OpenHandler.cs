using Actors.Messaging;

namespace Actors;

/// <summary>A handler that awaits while its actor goes on.</summary>
internal class OpenHandler(Task handling)
{
    /// <summary>Its message; known once the turn has learned that it goes on.</summary>
    public Envelope Envelope { get; set; }

    /// <summary>Ends when it has returned.</summary>
    public Task Returned => handling;

    /// <summary>Calls back when it has returned, in the context of the caller.</summary>
    public void WhenReturned(Action callback) => handling.GetAwaiter().UnsafeOnCompleted(callback);

    /// <summary>It has returned: answers, if somebody asked; in the turn. Throws what the handler threw.</summary>
    public virtual void Settle() => handling.GetAwaiter().GetResult();
}
