namespace Channels.Benchmarks.Work;

/// <summary>How values are read; each side is measured with both, and its better one counts.</summary>
internal enum Idiom
{
    /// <summary>A loop of ReadAsync.</summary>
    Read,

    /// <summary>A loop of WaitToReadAsync, and of TryRead inside it.</summary>
    Drain,
}
