namespace Actors.Messaging;

/// <summary>Carries a <see cref="HandlerSign"/> through the awaits of a handler; seen by nobody else.</summary>
#pragma warning disable CA1032, CA1064 // It is made in one place and caught in one place.
internal sealed class HandlerSignException(ValueTask sign) : Exception("This handler did not handle its message, and says so. Let this exception pass, or return what it was given instead of awaiting it.")
#pragma warning restore CA1032, CA1064
{
    /// <summary>To be compared, not awaited.</summary>
    public ValueTask Sign => sign;
}
