namespace Channels.Tests.Defects;

/// <summary>The kinds of ours that a defect of a BCL channel could show on.</summary>
public enum QueueKind
{
    Mpsc,
    MpscBounded,
    Mpmc,
    MpmcBounded,
    Prioritized,
    Rendezvous,
}

internal static class QueueKinds
{
    public static (Sender<T> Sender, Receiver<T> Receiver) Create<T>(this QueueKind kind, int capacity = 4) => kind switch
    {
        QueueKind.Mpsc => Mpsc.Unbounded<T>(),
        QueueKind.MpscBounded => Mpsc.Bounded<T>(capacity),
        QueueKind.Mpmc => Mpmc.Unbounded<T>(),
        QueueKind.MpmcBounded => Mpmc.Bounded<T>(capacity),
        // All equal: first in, first out.
        QueueKind.Prioritized => Mpmc.Prioritized(Comparer<T>.Create((_, _) => 0)),
        QueueKind.Rendezvous => Mpmc.Rendezvous<T>(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
