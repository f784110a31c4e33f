using System.Diagnostics.CodeAnalysis;

namespace Channels;

/// <summary>What a <see cref="LaggingReceiver{T}"/> reads: the next value, or how many it missed before that one.</summary>
/// <param name="Value">The value; the default if this is a gap.</param>
/// <param name="Missed">0 for a value; else how many values were overwritten before this receiver read them. What follows is the oldest that is still there.</param>
public readonly record struct Lagging<T>(T? Value, long Missed)
{
    /// <summary>Whether this is a value, and not a gap.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool HasValue => Missed == 0;

    /// <summary>The value; <see langword="false"/> if this is a gap.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = Value;
        return HasValue;
    }
}
