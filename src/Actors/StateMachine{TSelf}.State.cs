namespace Actors;

public abstract partial class StateMachine<TSelf>
{
    /// <summary>A state of the machine, with the data that only it has: <c>private sealed class Open : State, IHandle&lt;Close></c>. A fresh one is made for each time that it is entered.</summary>
    /// <remarks>Says what it handles with <see cref="IHandle{TMessage}"/> and <see cref="IHandle{TRequest, TReply}"/>, and what is to wait for the next state with <see cref="IPostpone{TMessage}"/>. Its handlers and hooks run in the machine's turn.</remarks>
#pragma warning disable CA1034 // Nested, so that in a machine it is simply called State.
    public abstract class State
#pragma warning restore CA1034
    {
        private TSelf? _machine;

        /// <summary>The machine that is in this state, with the data of all states.</summary>
        /// <exception cref="InvalidOperationException">In the constructor: no machine has entered it yet.</exception>
        protected internal TSelf Machine
        {
            get => _machine ?? throw new InvalidOperationException($"{this} has no machine in its constructor. Use it from OnEnterAsync on.");
            internal set => _machine = value;
        }

        /// <summary>What the machine can do besides handling, as in any actor.</summary>
        protected ActorContext Context => Machine.Context;

        /// <summary>Goes to another state when the handler or hook at hand has succeeded; if it throws, the machine does not move.</summary>
        /// <param name="next">A fresh state, or this one for not moving after all. The last call counts.</param>
        protected void Become(State next)
        {
            ArgumentNullException.ThrowIfNull(next);
            Machine._next = next;
        }

        /// <summary>Has the message at hand wait for the next state: <c>return Postpone();</c>. For a message that is postponed always, list it as <see cref="IPostpone{TMessage}"/> instead.</summary>
        /// <returns>To be returned by the handler.</returns>
        protected ValueTask Postpone() => Machine.Stash();

        /// <summary>Has the request at hand wait for the next state: <c>return Postpone(request);</c>. Its asker goes on waiting.</summary>
        /// <param name="request">The request at hand, for the type of its reply.</param>
        /// <returns>To be returned by the handler.</returns>
        protected ValueTask<TReply> Postpone<TRequest, TReply>(IRequest<TRequest, TReply> request)
            where TRequest : IRequest<TRequest, TReply> => Machine.Stash(request);

        /// <summary>Has <see cref="OnTimeoutAsync"/> run after a time, unless the machine leaves this state before. Called again it begins anew.</summary>
        /// <param name="after">How long; zero or more.</param>
        /// <exception cref="ArgumentOutOfRangeException"><paramref name="after"/> is negative.</exception>
        protected void SetTimeout(TimeSpan after) => Machine.StartTimer(TimeoutKey, StateTimeout.Instance, after);

        /// <summary>Takes the timeout back.</summary>
        protected void CancelTimeout() => Machine.CancelTimer(TimeoutKey);

        /// <summary>Runs when the machine enters this state, before any message that it handles.</summary>
        /// <param name="from">The state before; <see langword="null"/> for the first.</param>
        /// <param name="cancellationToken">As for every handler.</param>
        /// <remarks>May go on to another state at once. What it throws counts as thrown by the handler, or start hook, that brought the machine here.</remarks>
        protected internal virtual ValueTask OnEnterAsync(State? from, CancellationToken cancellationToken) => default;

        /// <summary>Runs when the machine leaves this state for another; not when the actor ends in it.</summary>
        /// <param name="to">The state that comes.</param>
        /// <param name="cancellationToken">As for every handler.</param>
        protected internal virtual ValueTask OnExitAsync(State to, CancellationToken cancellationToken) => default;

        /// <summary>Runs when the time of <see cref="SetTimeout"/> is over.</summary>
        /// <param name="cancellationToken">As for every handler.</param>
        protected internal virtual ValueTask OnTimeoutAsync(CancellationToken cancellationToken) => default;

        /// <summary>What the state is called in the log and in errors: the name of its class, unless overridden.</summary>
        public override string ToString() => GetType().Name;
    }
}
