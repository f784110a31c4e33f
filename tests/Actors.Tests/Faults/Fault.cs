namespace Actors.Tests.Faults;

/// <summary>What goes wrong.</summary>
public enum Fault
{
    HandlerThrows,
    HandlerThrowsAfterAwait,
    HandlerThrowsForeignCancellation,
    HandlerThrowsOwnCancellation,
    ConstructorThrows,
    StartHookThrows,
    StopHookThrows,
    RestartingHookThrows,
    InterceptorThrows,
    InterceptorDrops,
    ActorIsKilledInHandler,
    ActorStopsItself,
    ActorStopsTwice,
    ActorAsksItself,
    ActorsAskInACycle,
    ReplyIsGivenTwice,
    ReplyComesFromElsewhere,
    ReplyIsForwardedToAStoppedActor,
    ReplyIsOwedAtTheEnd,
    DeadLetterSubscriberThrows,
}
