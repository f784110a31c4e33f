using Interleaving.Tests.Models;

namespace Interleaving.Tests.Mutants;

/// <summary>Bugs planted in the mailbox of an actor.</summary>
internal static class PlantedInboxBugs
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "A message does not wake the actor that sleeps",
            "Inbox.cs",
            "        bool mustWake = !_isAwake;\n        _isAwake = true;\n",
            "        bool mustWake = false;\n        _isAwake = true;\n",
            typeof(TellsMeetRest)),
        new(
            "A message sees that the actor sleeps after it left the gate",
            "Inbox.cs",
            "        bool mustWake = !_isAwake;\n        _isAwake = true;\n        Leave();\n        if (mustWake) Wake();",
            "        Leave();\n        Interleave.Point();\n        bool mustWake = !_isAwake;\n        Interleave.Point();\n        _isAwake = true;\n        if (mustWake) Wake();",
            typeof(TwoTellsWakeOneTurn)),
        new(
            "The actor parks after it left the gate",
            "Inbox.Taking.cs",
            "        _isAwake = false;\n        Leave();",
            "        Leave();\n        Interleave.Point();\n        _isAwake = false;",
            typeof(TellsMeetRest)),
        new(
            "Unparking does not look whether the actor sleeps",
            "Inbox.cs",
            "bool isMine = !_isAwake;",
            "bool isMine = true;",
            typeof(SignalMeetsTurn)),
        new(
            "A new block is added although another sender has added one",
            "Inbox.cs",
            "else if (_count - _tailBegan >= _tail.Size)",
            "else",
            typeof(TellsOutgrowABlock)),
        new(
            "A block goes to the actor and stays with the senders",
            "Inbox.Taking.cs",
            "_head = _tail = backlog.Exchange(_head!, count - 1);",
            "backlog.Exchange(_head!, count - 1);",
            typeof(TellsOutgrowABlock)),
        new(
            "The turn takes what is behind the first before it took the first",
            "Inbox.Taking.cs",
            "        if (_firstState == Waits) return false;\n",
            "        if (_count == 0) return false;\n",
            typeof(TellMeetsStart)),
        new(
            "The turn sleeps although a message came behind its back",
            "Inbox.Taking.cs",
            "        else if (_count != 0)\n        {\n            // It came",
            "        else if (_count < 0)\n        {\n            // It came",
            typeof(TellMeetsStart)),
        new(
            "A message counts as done before the one behind it is at hand",
            "Backlog.cs",
            "        _isHandling = true;\n",
            "",
            typeof(AccountMeetsBacklog)),
        new(
            "A sender waits for room without another look",
            "Inbox.Guarded.cs",
            "        status = PostToQueue(item, waiter);\n",
            "        Channels.Atomics.Interleave.Point();\n        _queue.Join(waiter);\n",
            typeof(TellWaitsForRoom)),
        new(
            "A sender that was let in lets itself be cancelled",
            "Inbox.Guarded.cs",
            "bool isRemoved = _queue!.TryRemove(waiter);",
            "bool isRemoved = true; _queue!.TryRemove(waiter);",
            typeof(CancelMeetsRoomInMailbox)),
        new(
            "Closing a mailbox forgets those who wait for room",
            "Inbox.cs",
            "        RoomWaiter.CompleteAll(waiting, WriteStatus.Closed);\n",
            "",
            typeof(StopMeetsWaitForRoom)),
        new(
            "Who was let in is not told",
            "Inbox.Guarded.cs",
            "        RoomWaiter.CompleteAll(admitted, WriteStatus.Written);\n",
            "",
            typeof(TellWaitsForRoom)),
    ];
}
