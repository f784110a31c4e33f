using Channels.Atomics;

namespace Channels;

/// <summary>Room in a channel that was set aside: what is written into it never waits and never fails. From <see cref="Sender{T}.ReserveAsync"/>.</summary>
/// <remarks>
/// It outlives the sender it came from, and a close: values of a permit are received even after it. Copies of it are the
/// same permit. From any thread. A permit that is neither used up nor disposed keeps its room, and keeps the readers of a
/// closed channel from finding the end. Where nobody will read any more, because the last receiver is gone or somebody took
/// what the channel held, a value that is written is dropped, and disposed if it is <see cref="IDisposable"/>.
/// </remarks>
public readonly struct Permit<T> : IDisposable, IEquatable<Permit<T>>
{
    private readonly Reservation<T>? _reservation;
    private readonly int _version;

    private Permit(Reservation<T> reservation, int version)
    {
        _reservation = reservation;
        _version = version;
    }

    /// <summary>How many values it is still good for; 0 once it is used up or disposed.</summary>
    public int Count => _reservation?.Count(_version) ?? 0;

    /// <summary>Writes a value into the room.</summary>
    /// <exception cref="InvalidOperationException">The permit is used up or disposed; the value is still yours.</exception>
    public void Write(T item)
    {
        if (_reservation is null || !_reservation.TryWrite(_version, item))
            throw new InvalidOperationException("This permit is used up, or was disposed: it is good for as many values as were reserved. Reserve another.");
    }

    /// <summary>Gives back the room that was not used, to the next in line. Later calls do nothing.</summary>
    public void Dispose() => _reservation?.Release(_version);

    /// <summary>Whether both are the same permit.</summary>
    public bool Equals(Permit<T> other) => ReferenceEquals(_reservation, other._reservation) && _version == other._version;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Permit<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_reservation, _version);

    /// <summary>Whether both are the same permit.</summary>
    public static bool operator ==(Permit<T> left, Permit<T> right) => left.Equals(right);

    /// <summary>Whether they are different permits.</summary>
    public static bool operator !=(Permit<T> left, Permit<T> right) => !left.Equals(right);

    internal static Permit<T> For(ISendingSide<T> side, int count)
    {
        Reservation<T> reservation = Reservation<T>.Rent();
        return new Permit<T>(reservation, reservation.Begin(side, count));
    }
}

/// <summary>What the copies of a permit share; used again, and told apart by a version.</summary>
internal sealed class Reservation<T>
{
    private const int MostKept = 32;

    [ThreadStatic]
    private static Stack<Reservation<T>>? t_kept;

    private ISendingSide<T>? _side;

    // version << 32 | how many are left. Each use is a compare-and-swap of both, so that no copy of an earlier round counts.
    private long _word;

    public static Reservation<T> Rent() => t_kept is { Count: > 0 } kept ? kept.Pop() : new Reservation<T>();

    public int Begin(ISendingSide<T> side, int count)
    {
        _side = side;
        int version = (int)(Atomic.Read(ref _word) >> 32);
        // Publishes the side; pairs with the reads below.
        Atomic.Write(ref _word, Word(version, count));
        return version;
    }

    public int Count(int version)
    {
        long word = Atomic.Read(ref _word);
        return (int)(word >> 32) == version ? (int)word : 0;
    }

    public bool TryWrite(int version, T item)
    {
        while (true)
        {
            long word = Atomic.Read(ref _word);
            ISendingSide<T>? side = _side;
            int left = (int)word;
            if ((int)(word >> 32) != version || left == 0) return false;
            // The last one ends the round: from then on this may belong to another permit.
            long moved = left == 1 ? Word(version + 1, 0) : Word(version, left - 1);
            if (Atomic.CompareExchange(ref _word, moved, word) != word) continue;
            if (left == 1) Keep();
            side!.WriteReserved(item);
            return true;
        }
    }

    public void Release(int version)
    {
        while (true)
        {
            long word = Atomic.Read(ref _word);
            ISendingSide<T>? side = _side;
            int left = (int)word;
            if ((int)(word >> 32) != version || left == 0) return;
            if (Atomic.CompareExchange(ref _word, Word(version + 1, 0), word) != word) continue;
            Keep();
            side!.Unreserve(left);
            return;
        }
    }

    private static long Word(int version, int count) => ((long)version << 32) | (uint)count;

    private void Keep()
    {
        _side = null;
        Stack<Reservation<T>> kept = t_kept ??= new Stack<Reservation<T>>();
        if (kept.Count < MostKept) kept.Push(this);
    }
}
