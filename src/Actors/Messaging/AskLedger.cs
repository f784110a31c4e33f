using System.Collections.Concurrent;

namespace Actors.Messaging;

/// <summary>Counts a system's Asks and how they ended, without a shared counter: each thread writes on a page of its own.</summary>
internal sealed class AskLedger
{
    private static readonly int Outcomes = Enum.GetValues<AskOutcome>().Length;

    // The page that this thread wrote on last.
    [ThreadStatic]
    private static Page? t_page;

    // By thread. A thread that ended leaves its page to the next that gets its number.
    private readonly ConcurrentDictionary<int, Page> _pages = new();

    public void CountAsked() => Here().Asked++;

    public void Count(AskOutcome outcome) => Here().Ended[(int)outcome]++;

    /// <summary>Counts a reply that came when the Ask had ended.</summary>
    public void CountLate() => Here().Late++;

    /// <summary>The sums; exact when nobody asks.</summary>
    public (long Asked, long[] Ended, long Late) Total()
    {
        (long asked, long[] ended, long late) = (0, new long[Outcomes], 0);
        foreach (Page page in _pages.Values)
        {
            // The ends first: read the other way round, more might have ended than were asked.
            for (int outcome = 0; outcome < Outcomes; outcome++) ended[outcome] += page.Ended[outcome];
            late += page.Late;
        }

        foreach (Page page in _pages.Values) asked += page.Asked;
        return (asked, ended, late);
    }

    private Page Here() => t_page is { } page && ReferenceEquals(page.Ledger, this) ? page : Turn();

    private Page Turn() => t_page = _pages.GetOrAdd(Environment.CurrentManagedThreadId, static (_, ledger) => new Page(ledger), this);

    private sealed class Page(AskLedger ledger)
    {
        // Written by one thread; read by who adds up.
        public long Asked;
        public long Late;
        public readonly long[] Ended = new long[Outcomes];

        public AskLedger Ledger => ledger;
    }
}
