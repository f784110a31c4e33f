using Interleaving.Tests.Models;

namespace Interleaving.Tests.Mutants;

/// <summary>Bugs planted where an Ask has several who may answer, between two instances of an actor, and where keyed actors come and go.</summary>
internal static class PlantedActorBugs
{
    public static IReadOnlyList<Mutant> All { get; } =
    [
        new(
            "Each who gives an Ask up ends it",
            "Ask.Holding.cs",
            "else if (left % Bystander == 1 && ",
            "else if (",
            typeof(OneGivesUpAsTheOtherAnswers)),
        new(
            "Nobody is the last to give an Ask up",
            "Ask.Holding.cs",
            "int left = Atomic.Decrement(ref _holders);",
            "int left = Atomic.Read(ref _holders) - 1; Atomic.Write(ref _holders, left);",
            typeof(BothGiveUp)),
        new(
            "Who gives an Ask up looks at it after letting go",
            "Ask.Holding.cs",
            "int left = Atomic.Decrement(ref _holders);",
            "int left = Atomic.Decrement(ref _holders); state = Atomic.Read(ref _state);",
            typeof(GiveUpMeetsTimeout)),
        new(
            "An Ask is shared in two steps",
            "Ask.Holding.cs",
            "public void ShareAmong(int others) => ChangeHolders(others);",
            "public void ShareAmong(int others) { int holders = Atomic.Read(ref _holders); Atomic.Write(ref _holders, holders + others); }",
            typeof(ShareMeetsTimeout)),
        new(
            "A turn between two instances looks for an order and then for the promise",
            "Interlude.cs",
            """
                        Task changed = Atomic.Read(ref _changed).Task;
                        if (cell.IsToStop) return null;
                        if (Atomic.Exchange(ref _order, null) is { } order) return order;
                        await changed;
            """,
            """
                        if (cell.IsToStop) return null;
                        if (Atomic.Exchange(ref _order, null) is { } order) return order;
                        await Atomic.Read(ref _changed).Task;
            """,
            typeof(OrderMeetsPause)),
        new(
            "An order keeps the promise before it is given",
            "Interlude.cs",
            "        Atomic.Exchange(ref _order, order);\n        Wake();",
            "        Wake();\n        Atomic.Exchange(ref _order, order);",
            typeof(OrdersInARow)),
        new(
            "A signal does not wake a turn between two instances",
            "ActorCell.cs",
            "if (HasExtras) Extras.Interlude?.Wake();",
            "",
            typeof(StopMeetsPause)),
        new(
            "Each who finds the actor of a key closed makes one",
            "KeyedRegion.cs",
            "if (current is not null && !ReferenceEquals(current.Loop, closed)) return current.Loop;",
            "if (current is not null && closed is null) return current.Loop;",
            typeof(TwoFindAKeyClosed)),
        new(
            "The key is looked up and given in two steps",
            "KeyedRegion.cs",
            "                fresh = new ActorCell(_head.Children",
            "            }\n            using (shard.Gate.Enter())\n            {\n                ActorCell? current = null;\n                fresh = new ActorCell(_head.Children",
            typeof(TwoAreTheFirstForAKey)),
        new(
            "The next actor of a key does not wait for the end of the other",
            "KeyedRecipe.cs",
            "return new ValueTask(before.Stopped);",
            "return default;",
            typeof(TellMeetsTheEndOfAKey)),
        new(
            "An actor that ends takes the key from the next one",
            "KeyedShard.cs",
            "if (ReferenceEquals(Find(key), cell)) _cells.Remove(key);",
            "_cells.Remove(key);",
            typeof(TwoFindAKeyClosed)),
        new(
            "An actor leaves the living before its account is written",
            "ActorEnd.cs",
            """
                    cell.System.Ledger.Enter(cell);
                    cell.Siblings.Remove(cell);
            """,
            """
                    cell.Siblings.Remove(cell);
                    cell.System.Ledger.Enter(cell);
            """,
            typeof(AccountMeetsEnd)),
        new(
            "An account is marked as written before it is",
            "Ledger.cs",
            """
                    using (_gate.Enter())
                    {
                        // Under the gate: who adds up finds it marked and written, or neither.
                        if (!cell.Extras.TryEnter()) return false;
            """,
            """
                    if (!cell.Extras.TryEnter()) return false;
                    using (_gate.Enter())
                    {
            """,
            typeof(AccountMeetsEnd)),
    ];
}
