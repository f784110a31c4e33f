namespace Actors.Supervision;

/// <summary>Restarts all children when one has failed, for children that cannot go on without each other; OTP's <c>one_for_all</c>.</summary>
/// <remarks>The others end in the reverse of the order they were started in, one after the other, and then all begin again in that order, each with its address and mailbox. They get an <see cref="ActorSiblingFailedException"/> in their hooks. It counts as one restart.</remarks>
public sealed class AllForOneStrategy : SupervisorStrategy
{
    /// <inheritdoc cref="OneForOneStrategy(int, TimeSpan?, Func{Failure, Directive})"/>
    public AllForOneStrategy(int maxRestarts = 3, TimeSpan? within = null, Func<Failure, Directive>? decide = null)
        : base(maxRestarts, within, decide)
    {
    }

    internal override bool Affects(int child, int failed) => true;
}
