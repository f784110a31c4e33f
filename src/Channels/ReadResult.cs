using System.Diagnostics.CodeAnalysis;

namespace Channels;

/// <summary>What a wait for a value ended with: the value, or why there is none.</summary>
/// <param name="Status"><see cref="ReadStatus.Empty"/> if the time was up, <see cref="ReadStatus.Closed"/> if there will never be a value.</param>
/// <param name="Value">The value, or the default if there is none.</param>
public readonly record struct ReadResult<T>(ReadStatus Status, T? Value)
{
    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool HasValue => Status == ReadStatus.Read;

    /// <summary>The value; <see langword="false"/> if there is none.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value)
    {
        value = Value;
        return HasValue;
    }
}
