using Actors.Messaging;

namespace Actors;

/// <summary>An actor whose messages are handled by the state that it is in: <c>class Door : StateMachine&lt;Door>, IHandleInState&lt;Knock></c>, with a class for each state.</summary>
/// <typeparam name="TSelf">The machine itself, so that its states see its fields.</typeparam>
/// <remarks>
/// <para>
/// What the machine may be told is the list of its <see cref="IHandleInState{TMessage}"/>; a plain <see cref="IHandle{TMessage}"/> of
/// the machine is handled in every state alike. A state is a class nested in the machine, derived from <see cref="State"/>, with the data that only
/// it has. It handles what it lists as <see cref="IHandle{TMessage}"/>; what it lists as <see cref="IPostpone{TMessage}"/> waits for the next state.
/// Anything else becomes a dead letter, <see cref="DeadLetterReason.NotHandledInState"/>, and its asker gets a <see cref="MessageNotHandledException"/>.
/// </para>
/// <para>The semantics are those of OTP's <c>gen_statem</c> where they have a namesake.</para>
/// </remarks>
public abstract partial class StateMachine<TSelf> : Actor, IStateMachine, IHandle<StateTimeout>
    where TSelf : StateMachine<TSelf>
{
    private static readonly object TimeoutKey = new();

    // Touched only inside the actor's turn.
    private State? _current;
    private State? _next;

    /// <summary>The state that it is in; the first one from <see cref="OnStartAsync"/> on.</summary>
    protected State Current => _current ?? throw new InvalidOperationException($"{GetType().Name} is in no state yet: it enters the first in OnStartAsync. If you override that, call base.OnStartAsync.");

    string IStateMachine.StateName => _current?.ToString() ?? "no state";

    /// <summary>Makes the state to begin in, for each life of the machine.</summary>
    protected abstract State Begin();

    /// <summary>Enters the first state. Whoever overrides this calls it.</summary>
    /// <param name="cancellationToken">As for every start hook.</param>
    protected internal override ValueTask OnStartAsync(CancellationToken cancellationToken)
    {
        _next = Begin();
        return MoveAsync(cancellationToken);
    }

    ValueTask IStateMachine.HandleAsync<TMessage>(TMessage message, CancellationToken cancellationToken)
    {
        // Of a handler that threw, after which the instance was kept.
        _next = null;
#pragma warning disable CA2012 // A sign is looked at, not consumed.
        ValueTask handling = Current switch
        {
            IHandle<TMessage> handler => handler.HandleAsync(message, cancellationToken),
            IPostpone<TMessage> => this.Stash(),
            _ => HandlerSign.NotHandled,
        };
        if (HandlerSign.IsOne(handling)) return handling;
        return handling.IsCompletedSuccessfully ? MoveAsync(cancellationToken) : AwaitAndMoveAsync(handling, cancellationToken);
#pragma warning restore CA2012
    }

    ValueTask<TReply> IStateMachine.HandleAsync<TRequest, TReply>(TRequest request, CancellationToken cancellationToken)
    {
        _next = null;
#pragma warning disable CA2012 // As above.
        ValueTask<TReply> handling = Current switch
        {
            IHandle<TRequest, TReply> handler => handler.HandleAsync(request, cancellationToken),
            IPostpone<TRequest> => this.Stash(request),
            _ => HandlerSign<TReply>.NotHandled,
        };
        if (HandlerSign<TReply>.IsOne(handling, out _)) return handling;
        return handling.IsCompletedSuccessfully && _next is null ? handling : AwaitAndMoveAsync(handling, cancellationToken);
#pragma warning restore CA2012
    }

    ValueTask IHandle<StateTimeout>.HandleAsync(StateTimeout message, CancellationToken cancellationToken) =>
        AwaitAndMoveAsync(Current.OnTimeoutAsync(cancellationToken), cancellationToken);

    private async ValueTask AwaitAndMoveAsync(ValueTask handling, CancellationToken cancellationToken)
    {
        await handling;
        await MoveAsync(cancellationToken);
    }

    private async ValueTask<TReply> AwaitAndMoveAsync<TReply>(ValueTask<TReply> handling, CancellationToken cancellationToken)
    {
        TReply reply = await handling;
        await MoveAsync(cancellationToken);
        return reply;
    }

    /// <summary>The handler has succeeded: goes where it said, and on from there if the new state says so at once.</summary>
    private ValueTask MoveAsync(CancellationToken cancellationToken) => _next is null ? default : MoveToNextAsync(cancellationToken);

    private async ValueTask MoveToNextAsync(CancellationToken cancellationToken)
    {
        while (_next is { } next)
        {
            State? from = _current;
            _next = null;
            if (ReferenceEquals(from, next)) continue;

            this.CancelTimer(TimeoutKey);
            if (from is not null) await from.OnExitAsync(next, cancellationToken);
            next.Machine = (TSelf)this;
            _current = next;
            if (from is not null) Host.NoteTransition(from.ToString()!, next.ToString()!);
            await next.OnEnterAsync(from, cancellationToken);
            // What was postponed comes before everything that waits, in its order.
            this.UnstashAll();
        }
    }
}
