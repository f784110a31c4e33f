namespace Actors;

/// <summary>The state that a <see cref="StateMachine{TSelf}"/> was in has no handler for the request. Ask again later, or have the state postpone it.</summary>
public sealed class MessageNotHandledException : ActorException
{
    internal MessageNotHandledException(ActorPath actor, string message, string state)
        : base($"{actor} does not handle {message} in the state {state}. List it there as IHandle, or as IPostpone to have it wait for the next state.")
    {
        Actor = actor;
        State = state;
    }

    /// <summary>Which actor.</summary>
    public ActorPath Actor { get; }

    /// <summary>The name of the state it was in.</summary>
    public string State { get; }
}
