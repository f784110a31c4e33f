namespace Actors.Messaging;

/// <summary>Whose turn, or whose continuation after an Ask, runs on this thread: who asks, if something is asked.</summary>
internal static class AskTurn
{
    [ThreadStatic]
    private static IAskParty? t_current;

    /// <summary>The actor; null outside of turns, and after a handler has awaited something that is not an Ask and goes on wherever that wants.</summary>
    public static IAskParty? Current => t_current;

    /// <summary>Begins a turn.</summary>
    /// <returns>What to give to <see cref="Leave"/> when it is over.</returns>
    public static IAskParty? Enter(IAskParty party)
    {
        IAskParty? outer = t_current;
        t_current = party;
        return outer;
    }

    public static void Leave(IAskParty? outer) => t_current = outer;
}
