using Channels.Atomics;

namespace Channels;

/// <summary>What the copies of a <see cref="SemaphorePermit"/> share; used again within its semaphore, and told apart by a version.</summary>
/// <remarks>
/// A round ends when the last permit is taken out: who takes it out moves the version in the same instruction, so exactly
/// one of several copies gives the permits back, and none of an earlier round touches a later one.
/// </remarks>
internal sealed class SemaphoreHold(FairSemaphore semaphore)
{
    // version << 32 | how many it holds. Moved by compare-and-swap only, but for Begin.
    private long _word;

    public FairSemaphore Semaphore => semaphore;

    /// <summary>The next in the semaphore's list of those to be used again; guarded by its gate.</summary>
    public SemaphoreHold? Next { get; set; }

    /// <summary>Begins a round; nobody else has a copy of it yet.</summary>
    public SemaphorePermit Begin(int count)
    {
        int version = (int)(Atomic.Read(ref _word) >> 32);
        // Pairs with the compare-and-swaps below: a copy of an earlier round finds another version and stays away.
        Atomic.Write(ref _word, Word(version, count));
        return new SemaphorePermit(this, version);
    }

    public int Count(int version)
    {
        long word = Atomic.Read(ref _word);
        return VersionOf(word) == version ? (int)word : 0;
    }

    /// <summary>Takes so many out; false if there are fewer, or the round is over. Who takes the last ones keeps this for the next round.</summary>
    public bool TryTake(int version, int count)
    {
        while (true)
        {
            long word = Atomic.Read(ref _word);
            int held = (int)word;
            if (VersionOf(word) != version || held < count) return false;
            if (!TryMove(word, version, held - count)) continue;
            if (held == count) semaphore.Keep(this);
            return true;
        }
    }

    /// <summary>Takes out what there is and ends the round, so that this is to be kept for the next; 0 if it was over before.</summary>
    public int TakeAll(int version)
    {
        while (true)
        {
            long word = Atomic.Read(ref _word);
            int held = (int)word;
            if (VersionOf(word) != version || held == 0) return 0;
            if (TryMove(word, version, 0)) return held;
        }
    }

    /// <summary>Adds permits; false if the round is over.</summary>
    public bool TryAdd(int version, int count)
    {
        while (true)
        {
            long word = Atomic.Read(ref _word);
            int held = (int)word;
            if (VersionOf(word) != version || held == 0) return false;
            if (TryMove(word, version, held + count)) return true;
        }
    }

    private static long Word(int version, int count) => ((long)version << 32) | (uint)count;

    private static int VersionOf(long word) => (int)(word >> 32);

    private bool TryMove(long word, int version, int left) =>
        Atomic.CompareExchange(ref _word, left == 0 ? Word(version + 1, 0) : Word(version, left), word) == word;
}
