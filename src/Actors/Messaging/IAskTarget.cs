namespace Actors.Messaging;

/// <summary>Whom a request was put to, as far as its Ask has to know.</summary>
internal interface IAskTarget
{
    /// <summary>What the asker is told when no answer came in time: what was asked of whom, and how things stand there.</summary>
    Exception TimedOut(object request, TimeSpan timeout);
}
