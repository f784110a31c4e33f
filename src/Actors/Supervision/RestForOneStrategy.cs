namespace Actors.Supervision;

/// <summary>Restarts the child that failed and those that were started after it, for children that each build on those before; OTP's <c>rest_for_one</c>.</summary>
/// <remarks>Those after it end in the reverse of the order they were started in, one after the other, and then it and they begin again in that order, each with its address and mailbox. They get an <see cref="ActorSiblingFailedException"/> in their hooks. It counts as one restart.</remarks>
public sealed class RestForOneStrategy : SupervisorStrategy
{
    /// <inheritdoc cref="OneForOneStrategy(int, TimeSpan?, Func{Failure, Directive})"/>
    public RestForOneStrategy(int maxRestarts = 3, TimeSpan? within = null, Func<Failure, Directive>? decide = null)
        : base(maxRestarts, within, decide)
    {
    }

    internal override bool Affects(int child, int failed) => child >= failed;
}
