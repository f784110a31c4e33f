using Interleaving.Tests.Models;

namespace Interleaving.Tests.Mutants;

/// <summary>Bugs planted in the MPMC channel.</summary>
internal static class SharingBugs
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "A cancelled reservation forgets those behind it",
            "MpmcChannel.Selecting.cs",
            "            Admit(ref afterwards);",
            "",
            typeof(ReservationMeetsCancel)),
        new(
            "A value is kept although a reader waits",
            "MpmcChannel.cs",
            "        if (TryHandOver(item, ref afterwards)) return;\n",
            "",
            typeof(SharedWriteMeetsReadAndCancel)),
        new(
            "A value that was handed over is kept as well",
            "MpmcChannel.cs",
            "        if (TryHandOver(item, ref afterwards)) return;\n",
            "        TryHandOver(item, ref afterwards);\n",
            typeof(SharedWriteMeetsReadAndCancel)),
        new(
            "A kept value is told to nobody",
            "MpmcChannel.cs",
            "        _count++;\n        TellReadHints(ref afterwards);",
            "        _count++;",
            typeof(SharedHintsMeetWrites)),
        new(
            "A read lets no waiting writer in",
            "MpmcChannel.Reading.cs",
            "        item = TakeHeld();\n        Admit(ref afterwards);",
            "        item = TakeHeld();",
            typeof(SharedAdmissionMeetsCancel)),
        new(
            "A write that is tried passes those who wait",
            "MpmcChannel.Writing.cs",
            "if (!_writers.IsEmpty || !HasRoom(1)) return WriteStatus.Full;",
            "if (!HasRoom(1)) { if (_count == 1 && !_writers.IsEmpty) { HandOverOrKeep(item, ref afterwards); return WriteStatus.Written; } return WriteStatus.Full; }",
            typeof(SharedAdmissionMeetsCancel)),
        new(
            "A cancellation ends a read that was served",
            "MpmcChannel.Selecting.cs",
            "using (_gate.Enter()) return waiter.IsHint ? _readHints.Remove(waiter) : _readers.Remove(waiter);",
            "using (_gate.Enter()) { if (waiter.IsHint) _readHints.Remove(waiter); else _readers.Remove(waiter); return true; }",
            typeof(SharedWriteMeetsReadAndCancel)),
        new(
            "The end does not wait for permits",
            "MpmcChannel.Closing.cs",
            "if (_count != 0 || (_reserved != 0 && !_isDiscarded) || !IsClosed || _isEnded) return;",
            "if (_count != 0 || !IsClosed || _isEnded) return;",
            typeof(PermitMeetsCloseAndRead)),
        new(
            "A permit that is given back does not look for the end",
            "MpmcChannel.Permits.cs",
            "            _reserved -= count;\n            Admit(ref afterwards);\n            EndIfDrained(ref afterwards);",
            "            _reserved -= count;\n            Admit(ref afterwards);",
            typeof(UnusedPermitMeetsCloseAndReads)),
        new(
            "Closing forgets waiting writers",
            "MpmcChannel.Closing.cs",
            "        FailAll(ref _writers, ref afterwards);\n",
            "",
            typeof(SharedCloseMeetsWriteAndRead)),
        new(
            "A rendezvous takes a value and leaves its writer in line",
            "MpmcChannel.cs",
            "if (_writers.TakeFirst() is not { } writer)",
            "if (_writers.First is not { } writer)",
            typeof(RendezvousMeetsCancel)),
        new(
            "A handle that joins does not compare",
            "MpmcChannel.Closing.cs",
            "if (Atomic.CompareExchange(ref handles, alive + 1, alive) == alive) return true;",
            "Atomic.Write(ref handles, alive + 1); return true;",
            typeof(UpgradeMeetsLastDispose)),
    ];
}
