namespace Actors;

/// <summary>A message that no actor will handle.</summary>
/// <param name="Actor">Whom it was sent to.</param>
/// <param name="Message">What was sent.</param>
/// <param name="Reason">Why it is not handled.</param>
public sealed record DeadLetter(ActorPath Actor, object Message, DeadLetterReason Reason);
