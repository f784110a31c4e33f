namespace Actors.Local;

/// <summary>Hashes that are the same in every process.</summary>
internal static class StableHash
{
    /// <summary>FNV-1a over the characters, mixed.</summary>
    public static ulong Of(string text)
    {
        ulong hash = 14695981039346656037;
        foreach (char character in text) hash = (hash ^ character) * 1099511628211;
        return Mix(hash);
    }

    /// <summary>Spreads what differs in a few bits over all of them; the finalizer of MurmurHash3.</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xff51afd7ed558ccd;
        value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53;
        return value ^ (value >> 33);
    }
}
