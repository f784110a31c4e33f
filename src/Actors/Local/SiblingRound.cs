namespace Actors.Local;

/// <summary>One failure and the restart of the siblings that share it. Guarded by the gate of <see cref="SiblingRestarts"/>.</summary>
/// <param name="failed">Who failed.</param>
/// <param name="error">With what.</param>
/// <param name="count">How many restarts there were lately, this one included.</param>
internal sealed class SiblingRound(ActorCell failed, Exception error, int count)
{
    // Those that have begun again, and whose next failure is one of its own.
    private readonly HashSet<ActorCell> _begun = [];

    public ActorCell Failed => failed;

    public Exception Error => error;

    public int Count => count;

    /// <summary>What the siblings are told.</summary>
    public ActorSiblingFailedException ForSiblings { get; } = new(failed.Path, error);

    /// <summary>Whether it is to restart an actor and has not yet.</summary>
    public bool Takes(ActorCell cell) => cell.Siblings.Strategy.Affects(cell.Number, failed.Number) && !_begun.Contains(cell);

    public void NoteBegun(ActorCell cell) => _begun.Add(cell);
}
