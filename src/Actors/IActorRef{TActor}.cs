namespace Actors;

/// <summary>The address of an actor, typed by what it handles: <c>Tell</c> and <c>AskAsync</c> take what <typeparamref name="TActor"/> has a handler for, and the compiler refuses the rest.</summary>
/// <typeparam name="TActor">The actor's class, or any protocol it implements: a component that only increments takes an <c>IActorRef&lt;IHandle&lt;Increment&gt;&gt;</c>, and every counter is one.</typeparam>
public interface IActorRef<out TActor> : IActorRef
    where TActor : class;
