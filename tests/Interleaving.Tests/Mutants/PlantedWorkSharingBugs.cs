using Interleaving.Tests.Models;

namespace Interleaving.Tests.Mutants;

/// <summary>Bugs planted in the mailbox that the actors of a pool share.</summary>
internal static class PlantedWorkSharingBugs
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "One that found nothing lowers its signal after it is listed",
            "SharedInbox.cs",
            "        share.Rest();\n",
            "",
            typeof(PostMeetsIdling),
            Also: ("        Leave();\n        return false;\n    }\n\n    /// <summary>One takes no more", "        Leave();\n        Channels.Atomics.Interleave.Point();\n        share.Rest();\n        return false;\n    }\n\n    /// <summary>One takes no more")),
        new(
            "Two messages that come together call one only",
            "SharedInbox.cs",
            "due = (int)Math.Min(due + accepted - _called, _queue!.Count);",
            "due = (int)Math.Min(due + Math.Min(1, accepted - _called), _queue!.Count);",
            typeof(PostsCallOneEach)),
        new(
            "One that takes a step does not pass its call on",
            "ActorCell.cs",
            "        if (IsCalled) Extras.Share!.PassOn();\n",
            "",
            typeof(PostMeetsLeaving)),
        new(
            "One that drains with its pool does not look once more",
            "InboxShare.cs",
            "isToDrain: true)) cell.RaiseInTurn(Signals.Shared);",
            "isToDrain: true)) return;",
            typeof(PostMeetsDrain)),
        new(
            "The last one to leave leaves the mailbox open",
            "SharedInbox.cs",
            "        if (isLast) waiting = CloseLocked();\n",
            "",
            typeof(PostMeetsLastLeaving)),
        new(
            "One that comes to its own messages first does not pass its call on",
            "InboxShare.cs",
            "            PassOn();\n            return false;",
            "            return false;",
            typeof(CallMeetsDirectMessage)),
        new(
            "One that does not sleep counts as called",
            "SharedInbox.cs",
            "if (next?.Call() == true) due--;",
            "if (next is not null) { next.Call(); due--; }",
            typeof(CallMeetsDirectMessage)),
        new(
            "Nobody is called for who was let in",
            "Inbox.Guarded.cs",
            "        if (mustWake) Wake();\n        RoomWaiter.CompleteAll",
            "        RoomWaiter.CompleteAll",
            typeof(LetInMeetsIdle)),
        new(
            "One that drains with its pool leaves what waits",
            "SharedInbox.cs",
            "if (isToDrain && _isOver)",
            "if (isToDrain && _members < 0)",
            typeof(PostMeetsDrain)),
    ];
}
