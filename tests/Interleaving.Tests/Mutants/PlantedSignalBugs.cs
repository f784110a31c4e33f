using Interleaving.Tests.Models;

namespace Interleaving.Tests.Mutants;

/// <summary>The same for what is no queue: watch, barriers, notify and semaphore.</summary>
internal static class PlantedSignalBugs
{
    private const string NewGate = """
                }

                using (_gate.Enter())
                {

        """;

    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "A notification that finds nobody is dropped",
            "Notify.cs",
            """
                        if (waiter is null) _isNotified = true;
                        else waiter.HandOver(true);
            """,
            "waiter?.HandOver(true);",
            typeof(NotifyOneMeetsWait)),
        new(
            "A wait looks for a notification and takes its place in two steps",
            "Notify.cs",
            "            waiter = _pool.Rent() ?? new AwaitedRead<bool>(this);",
            NewGate + "            waiter = _pool.Rent() ?? new AwaitedRead<bool>(this);",
            typeof(NotifyOneMeetsWait)),
        new(
            "Telling all tells one after the other",
            "Notify.cs",
            """
                    using (_gate.Enter())
                    {
                        while (_line.TakeFirst() is { } waiter)
                        {
                            waiter.HandOver(true);
                            told.Add(waiter);
                        }
                    }
            """,
            """
                    while (true)
                    {
                        ReadWaiter<bool>? waiter;
                        using (_gate.Enter())
                        {
                            waiter = _line.TakeFirst();
                            waiter?.HandOver(true);
                        }

                        if (waiter is null) break;
                        waiter.Finish();
                    }
            """,
            typeof(NotifyAllDoesNotReachTheNextWait)),
        new(
            "A cancelled wait does not ask whether it was told",
            "Notify.cs",
            "using (_gate.Enter()) return _line.Remove(waiter);",
            "using (_gate.Enter()) _line.Remove(waiter); return true;",
            typeof(NotifyOneMeetsCancel)),
        new(
            "A cancelled wait for permits forgets those behind it",
            "FairSemaphore.cs",
            """
                        // What it had gathered may be enough for those behind it.
                        served = ServeLocked();
            """,
            "served = default;",
            typeof(CancelOfTheFirstServesTheSecond)),
        new(
            "Permits that come back serve nobody",
            "FairSemaphore.cs",
            """
                        KeepLocked(ended);
                        _free += count;
                        served = ServeLocked();
            """,
            "KeepLocked(ended); _free += count; served = default;",
            typeof(ReleaseMeetsAcquire)),
        new(
            "Acquiring looks at what is free and takes its place in two steps",
            "FairSemaphore.Acquiring.cs",
            "            waiter = _pool.Rent() ?? new AwaitedRead<SemaphorePermit>(this);",
            NewGate + "            waiter = _pool.Rent() ?? new AwaitedRead<SemaphorePermit>(this);",
            typeof(ReleaseMeetsAcquireOfMany)),
        new(
            "A copy of a permit gives back what another has given back",
            "SemaphoreHold.cs",
            "if (TryMove(word, version, 0)) return held;",
            "TryMove(word, version, 0); return held;",
            typeof(ReleaseMeetsAcquireOfMany)),
        new(
            "Closing a semaphore forgets who waits",
            "FairSemaphore.cs",
            """
                            waiter.TellClosed();
                            told.Add(waiter);
            """,
            "waiter.TellClosed();",
            typeof(CloseMeetsAcquire)),
        new(
            "A modifier overwrites what was written meanwhile",
            "WatchChannel.cs",
            "if (_version != version)",
            "if (version < 0)",
            typeof(TwoModifiersMeet)),
        new(
            "A watcher looks for a change and takes its place in two steps",
            "WatchSubscription.cs",
            "            _hints.Add(waiter = _hintWaits.Rent() ?? new WatchHint<T>(this));",
            NewGate.Replace("_gate", "channel.Gate", StringComparison.Ordinal) + "            _hints.Add(waiter = _hintWaits.Rent() ?? new WatchHint<T>(this));",
            typeof(WriteMeetsTwoWatchers)),
        new(
            "A change is told as far as the first who leaves the list",
            "WatchChannel.cs",
            """
                        next = subscription.Next;
                        subscription.TellChangedLocked(ref woken);
            """,
            """
                        subscription.TellChangedLocked(ref woken);
                        next = subscription.Next;
            """,
            typeof(WriteMeetsTwoWatchers)),
        new(
            "The end is not told to who asked for it and does not wait",
            "WatchSubscription.cs",
            "if (!hasEnded) channel.AttachLocked(this);",
            "",
            typeof(LastValueMeetsEnd)),
        new(
            "A receiver that leaves forgets its waits",
            "WatchSubscription.cs",
            "            TellEndLocked(ref told);\n            closed",
            "            closed",
            typeof(DisposeMeetsChange)),
        new(
            "A party that is cancelled stays counted",
            "AsyncBarrier.cs",
            "            _arrived--;",
            "",
            typeof(CancelMeetsTheLastParty)),
        new(
            "The next round begins where the last one ended",
            "AsyncBarrier.cs",
            "                _arrived = 0;",
            "",
            typeof(TwoPartiesMeetTwice)),
        new(
            "A wait for an event does not look again before it waits",
            "BarrierGate.cs",
            "            if (_isOpen) return default;",
            "",
            typeof(FireMeetsWaits)),
        new(
            "A select does not look for a notification as it takes its place",
            "Notify.cs",
            "            if (_isNotified) return false;",
            "",
            typeof(NotificationAndValueMeetASelect)),
        new(
            "Permits are given to a select that was served elsewhere",
            "FairSemaphore.cs",
            "if (!first.TryClaim()) continue;",
            "if (!first.TryClaim()) { TakeLocked(first.Wanted); continue; }",
            typeof(PermitsAndNotificationMeetASelect)),
        new(
            "A select that leaves the line keeps what it had gathered",
            "FairSemaphore.cs",
            "void ISelectableReads<SemaphorePermit>.DelistRead(ReadWaiter<SemaphorePermit> waiter) => Delist(waiter);",
            "void ISelectableReads<SemaphorePermit>.DelistRead(ReadWaiter<SemaphorePermit> waiter) { using (_gate.Enter()) _line.Remove(waiter); }",
            typeof(SelectGivesWhatItGatheredBack)),
        new(
            "A select waits for a oneshot that was written as it took its place",
            "OneshotChannel.Selecting.cs",
            "if (TryPark(Parked)) return true;",
            "if (TryPark(Parked) || IsClosed) return true;",
            typeof(TwoOneshotsMeetASelect)),
    ];
}
