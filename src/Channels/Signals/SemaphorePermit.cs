namespace Channels;

/// <summary>Permits of a <see cref="FairSemaphore"/> that somebody holds; disposing it gives them back.</summary>
/// <remarks>
/// Copies of it are the same permit, so giving it back twice gives back once. From any thread; it need not be the one
/// that acquired it. One that is neither disposed nor forgotten keeps its permits from everybody else. The default value
/// holds none, of no semaphore. The semantics of tokio's <c>OwnedSemaphorePermit</c>.
/// </remarks>
public readonly struct SemaphorePermit : IDisposable, IEquatable<SemaphorePermit>
{
    private readonly SemaphoreHold? _hold;
    private readonly int _version;

    internal SemaphorePermit(SemaphoreHold hold, int version)
    {
        _hold = hold;
        _version = version;
    }

    /// <summary>How many permits it holds; 0 once it was disposed, forgotten or merged into another.</summary>
    public int Count => _hold?.Count(_version) ?? 0;

    /// <summary>Takes some of its permits into one of their own, with its own life.</summary>
    /// <param name="count">1 or more, and at most <see cref="Count"/>; all of them leaves this one with none.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1, or more than it holds; it still holds them.</exception>
    public SemaphorePermit Split(int count)
    {
        if (count < 1 || _hold is null || !_hold.TryTake(_version, count))
            throw new ArgumentOutOfRangeException(nameof(count), count, $"A permit for {Count} can be split into parts of at least 1 and at most as many.");
        return _hold.Semaphore.Hold(count);
    }

    /// <summary>Takes the permits of another of the same semaphore over; that one then holds none.</summary>
    /// <exception cref="ArgumentException"><paramref name="other"/> is of another semaphore; both keep what they hold.</exception>
    /// <exception cref="InvalidOperationException">This one holds none any more; <paramref name="other"/> keeps what it holds.</exception>
    public void Merge(SemaphorePermit other)
    {
        if (Equals(other) || other._hold is null) return;
        if (_hold is null || Count == 0)
            throw new InvalidOperationException("This permit holds nothing any more, so nothing can be merged into it: it was disposed, forgotten or merged. Merge the other way round.");
        if (!ReferenceEquals(_hold.Semaphore, other._hold.Semaphore))
            throw new ArgumentException("Permits of different semaphores cannot be merged: they are given back to different places.", nameof(other));

        int count = other._hold.TakeAll(other._version);
        if (count == 0) return;
        // If this one was given back meanwhile, from elsewhere, so is what it was to get.
        if (_hold.TryAdd(_version, count)) _hold.Semaphore.Keep(other._hold);
        else _hold.Semaphore.Release(count, other._hold);
    }

    /// <summary>Gives the permits up without giving them back: the semaphore has so many less, for ever.</summary>
    /// <returns>How many those were; 0 if it held none any more.</returns>
    public int Forget()
    {
        int count = _hold?.TakeAll(_version) ?? 0;
        if (count != 0) _hold!.Semaphore.Forgotten(count, _hold);
        return count;
    }

    /// <summary>Gives the permits back, to the next in line. Later calls do nothing.</summary>
    public void Dispose()
    {
        int count = _hold?.TakeAll(_version) ?? 0;
        if (count != 0) _hold!.Semaphore.Release(count, _hold);
    }

    /// <summary>Whether both are the same permit.</summary>
    public bool Equals(SemaphorePermit other) => ReferenceEquals(_hold, other._hold) && _version == other._version;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SemaphorePermit other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_hold, _version);

    /// <summary>Whether both are the same permit.</summary>
    public static bool operator ==(SemaphorePermit left, SemaphorePermit right) => left.Equals(right);

    /// <summary>Whether they are different permits.</summary>
    public static bool operator !=(SemaphorePermit left, SemaphorePermit right) => !left.Equals(right);
}
