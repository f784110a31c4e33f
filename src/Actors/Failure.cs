namespace Actors;

/// <summary>An actor's failure, as its supervisor sees it.</summary>
/// <param name="Actor">Who failed.</param>
/// <param name="Error">What its handler, hook or constructor threw.</param>
public readonly record struct Failure(ActorPath Actor, Exception Error);
