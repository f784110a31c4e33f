namespace Actors;

/// <summary>What is said of an actor that has states handle its messages, and no states.</summary>
internal static class NoStateMachineError
{
    public static InvalidOperationException Of(object actor) =>
        new($"{actor.GetType().Name} lists an IHandleInState, but is no state machine. Derive it from StateMachine<{actor.GetType().Name}>, or list IHandle and write the handler.");
}
