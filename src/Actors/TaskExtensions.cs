using Actors.Messaging;

namespace Actors;

/// <summary>Sends what comes out of a task to an actor, as a message.</summary>
public static class TaskExtensions
{
    /// <summary>Sends the task's result to an actor as a message when it is there, and its failure as another: what an actor does instead of awaiting, to handle other messages meanwhile.</summary>
    /// <param name="task">What is waited for, outside of the actor's turn.</param>
    /// <param name="actor">Whom to tell: often <c>this.Self()</c>.</param>
    /// <param name="success">Makes a message of the result; runs on whatever thread completed the task, so it must not touch the actor's state. What it throws counts as the task's failure.</param>
    /// <param name="failure">Makes a message of the failure; a cancelled task gives an <see cref="OperationCanceledException"/>. What it throws becomes a dead letter, <see cref="DeadLetterReason.PipeFailed"/>.</param>
    /// <remarks>Returns at once. Waits for room if the mailbox is bounded and full. To an actor that has stopped by then it becomes a dead letter, as with <c>TellAsync</c>.</remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static void PipeTo<TActor, TResult, TMessage, TFailure>(this Task<TResult> task, IActorRef<TActor> actor, Func<TResult, TMessage> success, Func<Exception, TFailure> failure)
        where TActor : class, IHandle<TMessage>, IHandle<TFailure>
    {
        ArgumentNullException.ThrowIfNull(task);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(success);
        ArgumentNullException.ThrowIfNull(failure);
        _ = PipeAsync(task, actor, success, failure);
    }

    /// <inheritdoc cref="PipeTo{TActor, TResult, TMessage, TFailure}(Task{TResult}, IActorRef{TActor}, Func{TResult, TMessage}, Func{Exception, TFailure})"/>
    public static void PipeTo<TActor, TResult, TMessage, TFailure>(this ValueTask<TResult> task, IActorRef<TActor> actor, Func<TResult, TMessage> success, Func<Exception, TFailure> failure)
        where TActor : class, IHandle<TMessage>, IHandle<TFailure> => Begin(task).PipeTo(actor, success, failure);

    /// <summary>Sends the task's result to an actor as it is, and its failure as another message.</summary>
    /// <inheritdoc cref="PipeTo{TActor, TResult, TMessage, TFailure}(Task{TResult}, IActorRef{TActor}, Func{TResult, TMessage}, Func{Exception, TFailure})"/>
    public static void PipeTo<TActor, TMessage, TFailure>(this Task<TMessage> task, IActorRef<TActor> actor, Func<Exception, TFailure> failure)
        where TActor : class, IHandle<TMessage>, IHandle<TFailure> => task.PipeTo(actor, static result => result, failure);

    /// <inheritdoc cref="PipeTo{TActor, TMessage, TFailure}(Task{TMessage}, IActorRef{TActor}, Func{Exception, TFailure})"/>
    public static void PipeTo<TActor, TMessage, TFailure>(this ValueTask<TMessage> task, IActorRef<TActor> actor, Func<Exception, TFailure> failure)
        where TActor : class, IHandle<TMessage>, IHandle<TFailure> => Begin(task).PipeTo(actor, static result => result, failure);

    private static Task<TResult> Begin<TResult>(ValueTask<TResult> task)
    {
        // If it is an Ask: the actor does not wait for it, so it is no part of a cycle.
        IAskParty? outer = AskTurn.Enter(null);
        Task<TResult> begun = task.AsTask();
        AskTurn.Leave(outer);
        return begun;
    }

    private static async Task PipeAsync<TActor, TResult, TMessage, TFailure>(Task<TResult> task, IActorRef<TActor> actor, Func<TResult, TMessage> success, Func<Exception, TFailure> failure)
        where TActor : class, IHandle<TMessage>, IHandle<TFailure>
    {
        try
        {
            try
            {
                TMessage message = success(await task);
                await actor.TellAsync(message);
            }
#pragma warning disable CA1031 // Whatever it is becomes a message.
            catch (Exception error)
            {
                await actor.TellAsync(failure(error));
            }
        }
        catch (Exception error)
#pragma warning restore CA1031
        {
            // There is no message to send: the error itself is what is left.
            actor.Refuse(error, DeadLetterReason.PipeFailed);
        }
    }
}
