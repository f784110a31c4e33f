namespace Actors.Supervision;

/// <summary>Decides about the child that failed and leaves the others alone; OTP's <c>one_for_one</c>.</summary>
public sealed class OneForOneStrategy : SupervisorStrategy
{
    private readonly Func<Failure, Directive>? _decide;

    /// <summary>Restarts a child that failed, unless <paramref name="decide"/> says otherwise.</summary>
    /// <param name="maxRestarts">How many restarts of all children together are allowed within <paramref name="within"/>; 3 by default, 0 for none.</param>
    /// <param name="within">The sliding window; 5 seconds by default.</param>
    /// <param name="decide">Chooses by failure; must be pure. If it throws, that is escalated.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxRestarts"/> is negative, or <paramref name="within"/> is not positive.</exception>
    public OneForOneStrategy(int maxRestarts = 3, TimeSpan? within = null, Func<Failure, Directive>? decide = null)
        : base(maxRestarts, within ?? TimeSpan.FromSeconds(5)) => _decide = decide;

    /// <inheritdoc/>
    public override Directive Decide(Failure failure) => _decide?.Invoke(failure) ?? Directive.Restart;
}
