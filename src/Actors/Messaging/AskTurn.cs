namespace Actors.Messaging;

/// <summary>Whose turn, or whose continuation after an Ask, runs on this thread: who asks, if something is asked; and who holds the thread, if it does not come back.</summary>
internal static class AskTurn
{
    [ThreadStatic]
    private static TurnPlace? t_place;

    /// <summary>The actor; null outside of turns, and after a handler has awaited something that is not an Ask and goes on wherever that wants.</summary>
    public static IAskParty? Current => t_place?.Current;

    /// <summary>Begins a turn; with null something that is none of the actor's waiting.</summary>
    /// <returns>What to give to <see cref="Leave"/> when it is over.</returns>
    public static IAskParty? Enter(IAskParty? party)
    {
        TurnPlace place = t_place ??= TurnPlace.Make();
        IAskParty? outer = place.Current;
        place.Begin(party);
        return outer;
    }

    public static void Leave(IAskParty? outer)
    {
        // Nearly always: and to write null needs no look at what the collector has to know.
        if (outer is null) t_place!.Current = null;
        else t_place!.Current = outer;
    }
}
