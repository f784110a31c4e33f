using Interleaving.Tests.Models;

namespace Interleaving.Tests.Mutants;

/// <summary>Bugs planted in the broadcasts, which are lists of who waits and who has read what, all under one gate.</summary>
internal static class PlantedBroadcastBugs
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "A receiver that leaves keeps the writers waiting",
            "BroadcastChannel.cs",
            "            AdmitLocked(ref after);\n            return;",
            "            return;",
            typeof(BroadcastDisposeMeetsWaitingWrite)),
        new(
            "The last to read a value keeps the writers waiting",
            "BroadcastChannel.cs",
            "if (_ring.TryDropPassed(out _, out _)) AdmitLocked(ref after);",
            "_ring.TryDropPassed(out _, out _);",
            typeof(BroadcastWritesMeetReads)),
        new(
            "A receiver that reads does not stand at the next value",
            "SharedRing.cs",
            "        Join(position + 1);\n",
            "        _atEnd++;\n",
            typeof(BroadcastCloneMeetsWrite)),
        new(
            "A write forgets those it has served",
            "SharedRing.cs",
            "        _atEnd = served;",
            "        _atEnd = 0;",
            typeof(BroadcastWriterMeetsTwoReaders)),
        new(
            "A clone stands at the end, whatever it has before it",
            "BroadcastChannel.cs",
            "        _ring.Join(subscription.Position);",
            "        _ring.Join(_ring.Tail);",
            typeof(BroadcastCloneMeetsWrite)),
        new(
            "The last receiver leaves the waiting writers behind",
            "BroadcastChannel.cs",
            "        if (!_isCompleted) ShutLocked(ref after);",
            "",
            typeof(BroadcastSubscribeMeetsWrite)),
        new(
            "Closing forgets the receivers that wait",
            "BroadcastChannel.cs",
            "        while (_waiting is { } waiting) waiting.TellClosedLocked(ref after.Wakes);",
            "",
            typeof(BroadcastCloseMeetsWaitingWrite)),
        new(
            "Closing does not wait for permits",
            "BroadcastChannel.cs",
            "if (_reserved == 0) EndLocked(ref after);",
            "EndLocked(ref after);",
            typeof(BroadcastPermitMeetsClose)),
        new(
            "The last permit does not tell of the end",
            "BroadcastChannel.Sending.cs",
            "            else after.Drop(item);\n            if (IsEndedLocked) EndLocked(ref after);",
            "            else after.Drop(item);",
            typeof(BroadcastPermitMeetsClose)),
        new(
            "Who gives up in front keeps those behind waiting",
            "BroadcastChannel.Sending.cs",
            "            if (!_writers.Remove(waiter)) return false;\n            // It may have stood in the way of others: it wanted more room than they do.\n            AdmitLocked(ref after);",
            "            if (!_writers.Remove(waiter)) return false;",
            typeof(BroadcastCancelledReservationLetsOthersIn)),
        new(
            "A read is cancelled that has its value already",
            "Subscription.Reading.cs",
            "            if (!_line.Remove(waiter)) return false;\n            Channel.RemoveWaitingLocked(this);",
            "            if (_line.Remove(waiter)) Channel.RemoveWaitingLocked(this);",
            typeof(BroadcastCancelMeetsHandOver)),
        new(
            "The value that is handed over is still to be read",
            "Subscription.Reading.cs",
            "        Position++;\n        wait.HandOver(Wrap(item));",
            "        wait.HandOver(Wrap(item));",
            typeof(LagMeetsCancel)),
        new(
            "Completion looks at the end before it is there",
            "Subscription.Reading.cs",
            """
                        Task completion = _completion.Task;
                        bool isOver;
                        using (Channel.Gate.Enter()) isOver = IsOverLocked;
            """,
            """
                        bool isOver;
                        using (Channel.Gate.Enter()) isOver = IsOverLocked;
                        Task completion = _completion.Task;
            """,
            typeof(BroadcastCompletionMeetsLastRead)),
        new(
            "Who stood at a value that was overwritten stands nowhere",
            "SharedRing.cs",
            "        if (Head == Tail) _atEnd += readers;\n        else SlotAt(Head).Readers += readers;",
            "        if (Head == Tail) _atEnd += readers;",
            typeof(LagMeetsCloneAndDispose)),
        new(
            "A gap is told with one value too few",
            "LaggingSubscription.cs",
            "            Position = Channel.Ring.Head;",
            "            Position = Channel.Ring.Head - 1;",
            typeof(LagMeetsRead)),
        new(
            "A clone has missed nothing",
            "BroadcastChannel.cs",
            "        subscription.Position = position ?? _ring.Tail;",
            "        subscription.Position = position is { } at ? Math.Max(at, _ring.Head) : _ring.Tail;",
            typeof(LagMeetsCloneAndDispose)),
        new(
            "Who is cut off while it reads is not told why",
            "BroadcastChannel.cs",
            "                subscription.Eviction = new ReceiverEvictedException(behind);\n",
            "",
            typeof(BroadcastEvictionMeetsRead)),
    ];
}
