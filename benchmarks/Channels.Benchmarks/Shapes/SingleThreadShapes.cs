using Channels.Benchmarks.Measuring;
using Channels.Benchmarks.Work;

namespace Channels.Benchmarks.Shapes;

/// <summary>One thread that writes and reads: one item at a time, and in bursts of 64.</summary>
internal static class SingleThreadShapes
{
    public static IEnumerable<Shape> All => [.. Of<long, Longs>(), .. Of<Wide, Wides>()];

    private static IEnumerable<Shape> Of<T, TItems>()
        where TItems : struct, IItems<T> =>
        from burst in new[] { 1, 64 }
        from capacity in new int?[] { 1, 64, 1024, null }
        where capacity is null || capacity >= burst
        from readers in new[] { 1, 2 }
        let kind = readers == 1 ? "mpsc" : "mpmc"
        select new SpeedShape(
            "Single thread", $"single/{kind}/{(burst == 1 ? "one" : "burst")}/{Forms.NameOf(capacity)}/{TItems.Name}", Goals.Twice, Forms.Candidates(capacity, readers, new Use<T, TItems>(capacity, burst)));

    private sealed class Use<T, TItems>(int? capacity, int burst) : Forms.IUse<T>
        where TItems : struct, IItems<T>
    {
        public IEnumerable<Candidate> Of<TForm>(bool isOurs, string form)
            where TForm : struct, Contestants.IForm<T> =>
        [
            new Candidate(isOurs, $"{form}; TryWrite, TryRead", lap => SingleThread<TForm, TItems, T>.Try(lap, capacity, burst)),
            new Candidate(isOurs, $"{form}; WriteAsync, ReadAsync", lap => SingleThread<TForm, TItems, T>.AwaitAsync(lap, capacity, burst)),
        ];
    }
}
