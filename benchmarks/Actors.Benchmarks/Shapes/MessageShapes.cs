using Benchmarks.Contestants;
using Benchmarks.Measuring;
using Benchmarks.Work;

namespace Benchmarks.Shapes;

/// <summary>Tell, ping-pong and Ask, each by itself.</summary>
internal static class MessageShapes
{
    private const int Messages = 1_048_576;

    public static IEnumerable<Shape> All =>
    [
        Tell("shared/1", new Goal(4, 2), Counted(1)),
        Tell("shared/4", new Goal(4, 2), Counted(4)),
        Tell("fresh", new Goal(OverPeers: 2.5), Summed((contestant, size) => contestant.TellFreshAsync(size))),
        Tell("struct", new Goal(OverPeers: 4), Summed((contestant, size) => contestant.TellStructAsync(size))),
        PingPong(1),
        PingPong(16),
        Ask("ask/1", 1, new Goal(10, 3), Asking.Timeout),
        Ask("ask/64", 64, new Goal(7, 1.5), Asking.Timeout),
        // With a timer of its own each Ask of the loop costs it dear; so here is what it can do without.
        Ask("ask-endless/1", 1, new Goal(10, 3), Timeout.InfiniteTimeSpan),
        Ask("ask-endless/64", 64, new Goal(7, 1.5), Timeout.InfiniteTimeSpan),
    ];

    private static SpeedShape Tell(string name, Goal goal, Workload work) => new("Tell", $"tell/{name}", goal, work);

    private static Workload Counted(int producers) =>
        new(Sizes.UpTo(Messages), size => size, size => size, (contestant, size) => contestant.TellAsync(producers, size));

    private static Workload Summed(Func<Contestant, int, Task<long>> run) =>
        new(Sizes.UpTo(Messages), size => size, size => size * (size - 1L) / 2, run);

    private static SpeedShape PingPong(int pairs) => new("Ping-pong", $"ping-pong/{pairs}", new Goal(OverPeers: 6), new Workload(
        Sizes.UpTo(4 * Messages / pairs), rounds => 2L * pairs * rounds, rounds => 2L * pairs * rounds, (contestant, rounds) => contestant.PingPongAsync(pairs, rounds)));

    private static SpeedShape Ask(string name, int inFlight, Goal goal, TimeSpan timeout) => new("Ask", name, goal, new Workload(
        Sizes.UpTo(2 * Messages), size => size, size => size, (contestant, size) => contestant.AskAsync(inFlight, size, timeout)));
}
