using Actors.Local;
using Channels.Atomics;

namespace Actors.Keyed;

/// <summary>A part of the keys of a class, so that senders to different keys seldom meet: who is there for which key.</summary>
internal sealed class KeyedShard
{
    // Guards the table.
    public readonly Gate Gate = new();

    private readonly Dictionary<string, ActorCell> _cells = [];

    /// <summary>The last one made for a key; it may be ending. Under the gate.</summary>
    public ActorCell? Find(string key) => _cells.GetValueOrDefault(key);

    /// <summary>From now on the key is this one's. Under the gate.</summary>
    public void Put(string key, ActorCell cell) => _cells[key] = cell;

    /// <summary>It has ended; the key is nobody's, unless another waits for it already. From any thread.</summary>
    public void Forget(string key, ActorCell cell)
    {
        using (Gate.Enter())
        {
            if (ReferenceEquals(Find(key), cell)) _cells.Remove(key);
        }
    }

    /// <summary>All that are there. From any thread.</summary>
    public void CopyTo(List<ActorCell> cells)
    {
        using (Gate.Enter()) cells.AddRange(_cells.Values);
    }
}
