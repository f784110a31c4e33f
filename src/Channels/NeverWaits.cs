using System.Diagnostics;

namespace Channels;

/// <summary>The line of a kind whose writes never wait: nobody ever stands in it.</summary>
internal sealed class NeverWaits<T> : ISelectableWrites<T>
{
    public static readonly NeverWaits<T> Line = new();

    public bool TryEnlistWrite(WriteWaiter<T> waiter) => false;

    public void DelistWrite(WriteWaiter<T> waiter) => Debug.Assert(!waiter.IsInLine, "a wait that was never let in");
}
