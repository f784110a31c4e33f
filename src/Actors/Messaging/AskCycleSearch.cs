namespace Actors.Messaging;

/// <summary>Looks for a cycle of actors that wait for each other, whenever one more begins to wait.</summary>
/// <remarks>
/// Whoever adds the last edge of a cycle sees all the others: each was published, with a full fence, before its owner
/// looked. What is seen is not of one moment, so a cycle that was found is gone through a second time: an edge that
/// held both times held all the while, and edges that all did so held at once. That is a cycle, and it would last.
/// </remarks>
internal static class AskCycleSearch
{
    private const int MaxHops = 256;

    /// <summary>Looks whether the Ask, which an actor has begun to await, closes a cycle, and does about it what the registry says.</summary>
    public static void Look(Ask closing, int life)
    {
        if (!closing.TryReadEdge(out AskEdge first) || first.Life != life || !first.Holds || !MayReach(first)) return;

        List<AskEdge> chain = [first];
        while (TryReach(first.Target, first.Asker, chain, []))
        {
            if (chain.TrueForAll(edge => edge.Holds))
            {
                if (closing.Registry.CycleFound!(chain) is not { } error || TryBreak(closing, life, chain, error)) return;
            }

            // Something moved. Then that was none, but there may be another.
            if (!first.Holds) return;
            chain = [first];
        }
    }

    /// <summary>Looks at everything that an actor awaits whose handler has just come to hold it.</summary>
    public static void Look(AskWaits waits)
    {
        if (waits.Only is { } only)
        {
            Look(only, only.Life);
            return;
        }

        foreach (Ask ask in waits.Snapshot()) Look(ask, ask.Life);
    }

    /// <summary>Fails the Ask; false if the cycle is gone, as it is when somebody else has found and broken it just now.</summary>
    private static bool TryBreak(Ask closing, int life, List<AskEdge> chain, Exception error)
    {
        using (closing.Registry.BreakingCycles.Enter())
        {
            if (!chain.TrueForAll(edge => edge.Holds)) return false;
            closing.TryFail(life, error, AskOutcome.Rejected);
            return true;
        }
    }

    /// <summary>Follows those who wait for one thing each, which is nearly everybody, and costs next to nothing. False if that leads to nobody.</summary>
    private static bool MayReach(AskEdge first)
    {
        IAskParty party = first.Target;
        for (int hops = 0; hops < MaxHops; hops++)
        {
            if (ReferenceEquals(party, first.Asker)) return true;
            if (party.HeldIn < 0 || party.WaitsIfAny is not { IsEmpty: false } waits) return false;
            // More than one: that is for the full search.
            if (waits.Only is not { } only) return true;
            if (!only.TryReadEdge(out AskEdge edge) || !edge.Holds) return false;
            party = edge.Target;
        }

        return false;
    }

    private static bool TryReach(IAskParty from, IAskParty goal, List<AskEdge> chain, HashSet<IAskParty> seen)
    {
        if (ReferenceEquals(from, goal)) return true;
        if (chain.Count >= MaxHops || !seen.Add(from) || from.WaitsIfAny is not { } waits) return false;
        foreach (Ask ask in waits.Snapshot())
        {
            if (!ask.TryReadEdge(out AskEdge edge) || !ReferenceEquals(edge.Asker, from) || !edge.Holds) continue;
            chain.Add(edge);
            if (TryReach(edge.Target, goal, chain, seen)) return true;
            chain.RemoveAt(chain.Count - 1);
        }

        return false;
    }
}
