using Channels.Benchmarks.Contestants;
using Channels.Benchmarks.Measuring;
using Channels.Benchmarks.Work;

namespace Channels.Benchmarks.Shapes;

/// <summary>Which forms of both sides fit which channel; each is offered to what wants to use it.</summary>
internal static class Forms
{
    /// <summary>What is done with a channel, whatever its form.</summary>
    internal interface IUse<T>
    {
        IEnumerable<Candidate> Of<TForm>(bool isOurs, string form)
            where TForm : struct, IForm<T>;
    }

    /// <summary>All candidates for a channel of this capacity with so many readers.</summary>
    public static Candidate[] Candidates<T>(int? capacity, int readers, IUse<T> use) => (capacity, readers) switch
    {
        (0, _) => [.. use.Of<OurMpmc<T>>(true, "Mpmc.Rendezvous"), .. use.Of<PeerRendezvous<T>>(false, "bounded(0)")],
        (null, 1) =>
        [
            .. use.Of<OurMpsc<T>>(true, "Mpsc"),
            .. use.Of<PeerUnboundedSingleReader<T>>(false, "unbounded, SingleReader"),
            .. use.Of<PeerUnbounded<T>>(false, "unbounded"),
        ],
        (null, _) => [.. use.Of<OurMpmc<T>>(true, "Mpmc"), .. use.Of<PeerUnbounded<T>>(false, "unbounded")],
        (_, 1) => [.. use.Of<OurMpsc<T>>(true, "Mpsc"), .. use.Of<PeerBounded<T>>(false, "bounded")],
        _ => [.. use.Of<OurMpmc<T>>(true, "Mpmc"), .. use.Of<PeerBounded<T>>(false, "bounded")],
    };

    /// <summary>A name for a capacity, as it stands in the names of shapes.</summary>
    public static string NameOf(int? capacity) => capacity?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unbounded";
}

/// <summary>A use with both idioms of reading.</summary>
internal static class BothIdioms
{
    public static IEnumerable<Candidate> Of(bool isOurs, string form, Func<Idiom, Func<Lap, Task<Tally>>> work) =>
    [
        new Candidate(isOurs, $"{form}; ReadAsync", work(Idiom.Read)),
        new Candidate(isOurs, $"{form}; WaitToReadAsync, TryRead", work(Idiom.Drain)),
    ];
}
