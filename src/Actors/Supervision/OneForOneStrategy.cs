namespace Actors.Supervision;

/// <summary>Restarts the child that failed and leaves the others alone; OTP's <c>one_for_one</c>.</summary>
public sealed class OneForOneStrategy : SupervisorStrategy
{
    /// <summary>Restarts a child that failed, unless <paramref name="decide"/> says otherwise.</summary>
    /// <param name="maxRestarts">How many restarts of all children together are allowed within <paramref name="within"/>; 3 by default, 0 for none.</param>
    /// <param name="within">The sliding window; 5 seconds by default.</param>
    /// <param name="decide">Chooses by failure; must be pure. If it throws, that is escalated.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxRestarts"/> is negative, or <paramref name="within"/> is not positive.</exception>
    public OneForOneStrategy(int maxRestarts = 3, TimeSpan? within = null, Func<Failure, Directive>? decide = null)
        : base(maxRestarts, within, decide)
    {
    }

    /// <summary>Whether the children are stopped all at once when their supervisor ends or is restarted, and not one after the other; for many that are alike, as OTP's <c>simple_one_for_one</c>. False unless set.</summary>
    /// <remarks>They then end in no particular order, and the longest <see cref="SpawnOptions.StopTimeout"/> among them counts for all; there is no limit if one of them has none.</remarks>
    public bool StopsChildrenAtOnce { get; init; }

    internal override bool RestartsSiblings => false;

    internal override bool StopsAtOnce => StopsChildrenAtOnce;

    internal override bool Affects(int child, int failed) => child == failed;
}
