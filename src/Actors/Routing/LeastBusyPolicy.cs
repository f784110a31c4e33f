namespace Actors.Routing;

/// <summary>The routee with the fewest messages waiting or being handled; of several, one after the other. Looks at all of them for each message.</summary>
/// <remarks>The figures are of about the moment of sending, and a long message counts as much as a short one. Where the work varies, a pool over one queue balances better: <see cref="PoolOptions.SharedMailbox"/>.</remarks>
public sealed class LeastBusyPolicy : RoutingPolicy
{
    private readonly RoundRobinPolicy _among = new();

    /// <inheritdoc/>
    protected internal override int Choose(RoutedMessage message, RouteeList routees)
    {
        int at = _among.Next(routees);
        (int least, int best) = (int.MaxValue, at);
        for (int left = routees.Count; left > 0; left--)
        {
            int backlog = routees.BacklogOf(at);
            if (backlog == 0) return at;
            if (backlog < least) (least, best) = (backlog, at);
            if (++at == routees.Count) at = 0;
        }

        return best;
    }
}
