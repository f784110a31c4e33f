using Channels.Atomics;

namespace Actors.Messaging;

/// <summary>The Asks that one actor awaits: one, unless its handler awaits several at once.</summary>
internal sealed class AskWaits
{
    // Guards _others; whoever adds may be one of several continuations of the handler.
    private readonly Gate _gate = new();

    // Set by compare-and-swap, a full fence: who adds an edge and then looks for a cycle sees every edge that was added
    // before, or its owner sees this one.
    private Ask? _only;

    // Made when there is a second, and then for good.
    private List<Ask>? _others;

    /// <summary>The only Ask that is awaited; null if there is none, or more than one.</summary>
    public Ask? Only => Atomic.Read(ref _others) is null ? Atomic.Read(ref _only) : null;

    public void Add(Ask ask)
    {
        if (Atomic.CompareExchange(ref _only, ask, null) is null) return;
        using (_gate.Enter())
        {
            if (_others is null) Atomic.Write(ref _others, []);
            _others!.Add(ask);
            Atomic.Fence();
        }
    }

    public void Remove(Ask ask)
    {
        if (ReferenceEquals(Atomic.CompareExchange(ref _only, null, ask), ask)) return;
        using (_gate.Enter()) _others!.Remove(ask);
    }

    /// <summary>Whether there is any.</summary>
    public bool IsEmpty
    {
        get
        {
            if (Atomic.Read(ref _only) is not null) return false;
            if (Atomic.Read(ref _others) is null) return true;
            using (_gate.Enter()) return _others!.Count == 0;
        }
    }

    /// <summary>All of them, as of now.</summary>
    public List<Ask> Snapshot()
    {
        List<Ask> all = [];
        // Under the gate first: one that moves is seen twice rather than not at all.
        if (Atomic.Read(ref _others) is not null)
        {
            using (_gate.Enter()) all.AddRange(_others!);
        }

        if (Atomic.Read(ref _only) is { } only) all.Add(only);
        return all;
    }
}
