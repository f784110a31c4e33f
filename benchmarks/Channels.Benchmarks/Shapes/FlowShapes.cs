using Channels.Benchmarks.Measuring;
using Channels.Benchmarks.Work;

namespace Channels.Benchmarks.Shapes;

/// <summary>Writers and readers, each a task: 1:1, 4:1, 4:4 and 256:1, for every capacity and both sizes of items.</summary>
internal static class FlowShapes
{
    private static readonly int?[] Capacities = [0, 1, 64, 1024, null];

    public static IEnumerable<Shape> All =>
        from ends in new[] { (1, 1), (4, 1), (4, 4), (256, 1) }
        from shape in new[] { Of<long, Longs>(ends), Of<Wide, Wides>(ends) }.SelectMany(shapes => shapes)
        select shape;

    /// <summary>The same with a token in every call that never is cancelled: 0 bytes for each wait are the point.</summary>
    public static IEnumerable<Shape> WithToken =>
        from ends in new[] { (1, 1), (4, 1), (4, 4) }
        from capacity in ends == (4, 1) ? [1, 64] : Capacities
        select Of<long, Longs>("Waits with a token", $"token/{Ends(ends)}/{Forms.NameOf(capacity)}", Goals.Ahead, ends, capacity, new CancellationTokenSource().Token);

    private static IEnumerable<Shape> Of<T, TItems>((int Writers, int Readers) ends)
        where TItems : struct, IItems<T> =>
        from capacity in Capacities
        let goal = Goals.OfFlow(ends.Writers, ends.Readers, capacity, TItems.Name)
        select Of<T, TItems>($"Flow {Ends(ends)}", $"{Ends(ends)}/{Forms.NameOf(capacity)}/{TItems.Name}", goal, ends, capacity, CancellationToken.None);

    private static SpeedShape Of<T, TItems>(string group, string name, double goal, (int Writers, int Readers) ends, int? capacity, CancellationToken token)
        where TItems : struct, IItems<T> =>
        new SpeedShape(group, name, goal, Forms.Candidates(capacity, ends.Readers, new Use<T, TItems>(capacity, ends.Writers, ends.Readers, token)));

    private static string Ends((int Writers, int Readers) ends) => $"{ends.Writers}:{ends.Readers}";

    private sealed class Use<T, TItems>(int? capacity, int writers, int readers, CancellationToken token) : Forms.IUse<T>
        where TItems : struct, IItems<T>
    {
        public IEnumerable<Candidate> Of<TForm>(bool isOurs, string form)
            where TForm : struct, Contestants.IForm<T> =>
            BothIdioms.Of(isOurs, form, idiom => lap => Flow<TForm, TItems, T>.RunAsync(lap, capacity, writers, readers, idiom, token));
    }
}
