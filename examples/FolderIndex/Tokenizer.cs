namespace FolderIndex;

/// <summary>Cuts bytes into terms: the longest runs of ASCII letters, digits and underscores, in lower case.</summary>
/// <remarks>Of a run longer than <see cref="MaxTermLength"/> only so much is counted, as by <c>cut -b 1-1024</c>.</remarks>
public sealed class Tokenizer
{
    public const int MaxTermLength = 1024;

    // Each byte in lower case, or 0 if it belongs to no term.
    private static readonly byte[] Lower = MakeTable();

    // The beginning of a term that the block before broke off.
    private readonly byte[] _begun = new byte[MaxTermLength];
    private int _begunLength;

    public TermCounts Counts { get; } = new();

    /// <summary>Goes on with the next bytes of a text, and overwrites them.</summary>
    public void Add(Span<byte> bytes)
    {
        byte[] lower = Lower;
        int at = 0;
        if (_begunLength != 0)
        {
            at = LengthOfTerm(bytes);
            Begin(bytes[..at]);
            if (at == bytes.Length) return;
            End();
        }

        while (true)
        {
            while (at < bytes.Length && lower[bytes[at]] == 0) at++;
            Span<byte> term = bytes.Slice(at, LengthOfTerm(bytes[at..]));
            at += term.Length;
            if (at == bytes.Length)
            {
                Begin(term);
                return;
            }

            Counts.Add(term.Length <= MaxTermLength ? term : term[..MaxTermLength]);
        }
    }

    /// <summary>The text is over, and so is its last term; the next text may begin.</summary>
    public void End()
    {
        if (_begunLength == 0) return;
        Counts.Add(_begun.AsSpan(0, _begunLength));
        _begunLength = 0;
    }

    // Puts it into lower case on the way.
    private static int LengthOfTerm(Span<byte> bytes)
    {
        byte[] lower = Lower;
        for (int at = 0; at < bytes.Length; at++)
        {
            byte letter = lower[bytes[at]];
            if (letter == 0) return at;
            bytes[at] = letter;
        }

        return bytes.Length;
    }

    private void Begin(ReadOnlySpan<byte> part)
    {
        part = part[..Math.Min(part.Length, MaxTermLength - _begunLength)];
        part.CopyTo(_begun.AsSpan(_begunLength));
        _begunLength += part.Length;
    }

    private static byte[] MakeTable()
    {
        byte[] table = new byte[256];
        foreach (byte letter in "abcdefghijklmnopqrstuvwxyz0123456789_"u8) table[letter] = letter;
        foreach (byte letter in "abcdefghijklmnopqrstuvwxyz"u8) table[letter - ('a' - 'A')] = letter;
        return table;
    }
}
