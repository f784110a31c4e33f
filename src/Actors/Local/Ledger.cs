using System.Runtime.InteropServices;
using Actors.Messaging;
using Channels.Atomics;

namespace Actors.Local;

/// <summary>The figures of actors that ended, so that none of their messages is forgotten with them.</summary>
internal sealed class Ledger
{
    // Enough to see what goes wrong where; the totals are kept in any case.
    private const int MaxKept = 1000;

    // How often an actor is looked at that goes on discarding what it has.
    private const int Looks = 1000;

    // Guards all but _refused; actors enter on their own turns.
    private readonly Gate _gate = new();
    private readonly List<ActorAccount> _kept = [];
    private readonly Dictionary<Type, AccountSum> _byType = [];

    // Counted from any thread.
    private long _refused;

    public void CountRefused() => Atomic.Increment(ref _refused);

    /// <summary>Enters an actor that ended; while it is still found among the living, or a total would miss it in between.</summary>
    public void Enter(ActorCell cell)
    {
        bool isKept = cell.IsNamed || cell.Extras.Faulted != 0 || cell.Extras.AnyUndelivered;
        // A path costs as much as it is deep, and of most actors nobody will ask for it.
        TryEnter(cell, Of(cell, isKept ? cell.Path : default), isKept);
    }

    /// <summary>Enters an actor whose handler does not return: what waits behind it, and the message itself, were not handled.</summary>
    /// <returns>How many those are; 0 if it ended meanwhile.</returns>
    public long EnterAbandoned(ActorCell cell)
    {
        ActorAccount account = Of(cell, cell.Path);
        Dictionary<DeadLetterReason, long> undelivered = new(account.Undelivered);
        if (account.Pending != 0) undelivered[DeadLetterReason.Abandoned] = account.Pending;
        bool isEntered = TryEnter(
            cell,
            new ActorAccount
            {
                Actor = account.Actor,
                ActorType = account.ActorType,
                Accepted = account.Accepted,
                Handled = account.Handled,
                Faulted = account.Faulted,
                Undelivered = undelivered,
                Pending = 0,
                Restarts = account.Restarts,
                HighWater = account.HighWater,
                Capacity = account.Capacity,
            },
            isKept: true);
        return isEntered ? account.Pending : 0;
    }

    /// <summary>Adds the figures of the actors that live to those that ended.</summary>
    public SystemAccount Total(IEnumerable<ActorCell> living, AskLedger asks)
    {
        Dictionary<Type, AccountSum> byType = [];
        List<ActorAccount> actors;
        using (_gate.Enter())
        {
            foreach ((Type type, AccountSum sum) in _byType) byType.Add(type, sum.Copy());
            actors = [.. _kept];
            foreach (ActorCell cell in living)
            {
                if (cell.HasExtras && cell.Extras.IsEntered) continue;
                ActorAccount account = Of(cell, cell.Path);
                actors.Add(account);
                SumOf(byType, account.ActorType).Add(account, isLiving: true);
            }
        }

        return new SystemAccount
        {
            Accepted = byType.Values.Sum(sum => sum.Accepted),
            Handled = byType.Values.Sum(sum => sum.Handled),
            Faulted = byType.Values.Sum(sum => sum.Faulted),
            Undelivered = byType.Values.Sum(sum => sum.Undelivered),
            Pending = byType.Values.Sum(sum => sum.Pending),
            Refused = Atomic.Read(ref _refused),
            Restarts = byType.Values.Sum(sum => sum.Restarts),
            Asks = Of(asks),
            Actors = actors,
            Types = [.. byType.Select(sum => sum.Value.ToAccount(sum.Key)).OrderBy(type => type.ActorType.FullName, StringComparer.Ordinal)],
        };
    }

    private static AskAccount Of(AskLedger asks)
    {
        (long asked, long[] ended, long late) = asks.Total();
        return new AskAccount
        {
            Asked = asked,
            Replied = ended[(int)AskOutcome.Replied],
            Faulted = ended[(int)AskOutcome.Faulted],
            TimedOut = ended[(int)AskOutcome.TimedOut],
            Cancelled = ended[(int)AskOutcome.Cancelled],
            Stopped = ended[(int)AskOutcome.Stopped],
            Rejected = ended[(int)AskOutcome.Rejected],
            LateReplies = late,
        };
    }

    private static ActorAccount Of(ActorCell cell, ActorPath path)
    {
        for (int look = 1; ; look++)
        {
            long before = UndeliveredBy(cell);
            ActorAccount account = LookAt(cell, path);
            // What was taken between two figures, to be discarded, would be in two columns, or in none.
            if (UndeliveredBy(cell) == before || look == Looks) return account;
        }
    }

    private static long UndeliveredBy(ActorCell cell) => cell.HasExtras ? cell.Extras.UndeliveredInAll : 0;

    private static ActorAccount LookAt(ActorCell cell, ActorPath path)
    {
        // What was taken from the mailbox is handled unless it is in another column: no counter on the message path.
        InboxFigures inbox = cell.ChildrenShare is { } shared ? shared.Held : cell.Loop.Look();
        long beside = cell.TakenFromShare;
        int withdrawn = cell.HasExtras ? cell.Extras.Withdrawn : 0;
        int late = cell.UsedTools?.Late ?? 0;
        int aside = cell.UsedTools?.Pending ?? 0;
        Dictionary<DeadLetterReason, long> undelivered = cell.HasExtras ? cell.Extras.Undelivered() : [];
        cell.Loop.AddDropped(undelivered);
        // Nobody sends to who is at the head of those who share one: what waits for them is in its account.
        cell.ChildrenShare?.AddDropped(undelivered);
        int faulted = cell.HasExtras ? cell.Extras.Faulted : 0;
        // One that made its actor fail and waits to be handled again was taken, too.
        long pending = inbox.Pending + aside + (cell.HasExtras && cell.Extras.Retry is { IsHeld: true } ? 1 : 0);
        return new ActorAccount
        {
            Actor = path,
            ActorType = cell.Recipe.ActorType,
            Accepted = inbox.Accepted + beside + late - withdrawn,
            Handled = inbox.Accepted + beside + late - pending - withdrawn - faulted - undelivered.Values.Sum(),
            Faulted = faulted,
            Undelivered = undelivered,
            Pending = pending,
            Restarts = cell.HasExtras ? cell.Extras.Restarts : 0,
            HighWater = inbox.HighWater,
            Capacity = cell.ChildrenShare is { } bounded ? bounded.Capacity : cell.Loop.Capacity,
        };
    }

    private bool TryEnter(ActorCell cell, ActorAccount account, bool isKept)
    {
        using (_gate.Enter())
        {
            // Under the gate: who adds up finds it marked and written, or neither.
            if (!cell.Extras.TryEnter()) return false;
            SumOf(_byType, account.ActorType).Add(account, isLiving: false);
            if (isKept && _kept.Count < MaxKept) _kept.Add(account);
            return true;
        }
    }

    private static AccountSum SumOf(Dictionary<Type, AccountSum> byType, Type type)
    {
        ref AccountSum? sum = ref CollectionsMarshal.GetValueRefOrAddDefault(byType, type, out _);
        return sum ??= new AccountSum();
    }
}
