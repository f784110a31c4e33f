namespace Channels;

/// <summary>A line in which a <see cref="Select"/> can wait for a value beside other readers.</summary>
/// <remarks>
/// <para>
/// A select polls first, while none of its waits stands in any line. If nothing is ready it enlists a wait of its own in
/// each line. A channel that says no has something to offer: the select takes its waits out again and polls anew. What a
/// channel takes out of its line it claims with <see cref="Waiting.LineWaiter.TryClaim"/>, under its gate; a wait that was
/// claimed elsewhere says no, and is skipped.
/// </para>
/// <para>
/// A rendezvous of two selects stays live, for each looks before it lies down and both do so under the one gate: the
/// second to enlist finds the wait of the first and is told no; it polls, and its TryWrite claims the waiting read and
/// hands over (its TryRead claims the waiting write and takes). If that claim fails, the first was served elsewhere and
/// its wait is out of the line: the second may lie down. Waits of the same <see cref="Waiting.LineWaiter.Group"/> do not
/// keep each other from lying down, so a select that reads from and writes to one rendezvous is never paired with itself.
/// </para>
/// </remarks>
internal interface ISelectableReads<T>
{
    /// <summary>Puts the wait in the line, behind those who wait; false if there is no need to: a value can be had, a writer brings one, or the channel is at its end.</summary>
    /// <param name="waiter">Gets the value handed over, or with <see cref="ReadWaiter{T}.IsHint"/> is told to look; it is completed outside the gate, once.</param>
    bool TryEnlistRead(ReadWaiter<T> waiter);

    /// <summary>Takes the wait out of the line if it still stands there; afterwards nobody touches it, but one who has claimed it.</summary>
    void DelistRead(ReadWaiter<T> waiter);
}
