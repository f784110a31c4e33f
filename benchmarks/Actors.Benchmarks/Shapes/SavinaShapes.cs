using Benchmarks.Measuring;
using Benchmarks.Work;

namespace Benchmarks.Shapes;

/// <summary>The Savina programs that tell frameworks apart, with their messages and their numbers of actors; how many messages is as long as a run may take.</summary>
internal static class SavinaShapes
{
    private const int Sinks = 60;
    private const int Ring = 100;
    private const int Creatures = 100;
    private const int Crowd = 120;
    private const int Workers = 20;

    public static IEnumerable<Shape> All =>
    [
        // Ping, Pong, and the message to itself.
        Of("pingpong", Goal.Ahead, new(Sizes.UpTo(1 << 21), rounds => 3L * rounds, rounds => rounds, (contestant, rounds) => contestant.SavinaPingPongAsync(rounds))),
        Of("count", Goal.Ahead, new(Sizes.UpTo(1 << 20), messages => messages, messages => messages, (contestant, messages) => contestant.CountAsync(messages))),
        Of("fork-join-throughput", Goal.Ahead, new(Sizes.UpTo(1 << 15), each => (long)Sinks * each, each => (long)Sinks * each, (contestant, each) => contestant.ForkJoinThroughputAsync(Sinks, each))),
        Of("fork-join-create", Goal.Ahead, new(Sizes.UpTo(40_960), actors => actors, actors => actors, (contestant, actors) => contestant.ForkJoinCreateAsync(actors)) { Patience = 3 }),
        Of("thread-ring", new Goal(OverPeers: 10), new(Sizes.UpTo(1 << 22), hops => hops, hops => hops, (contestant, hops) => contestant.ThreadRingAsync(Ring, hops))),
        // Two ask to meet, one of them is passed on, one changes the other.
        Of("chameneos", Goal.Ahead, new(Sizes.UpTo(1 << 19), meetings => 4L * meetings, meetings => 2L * meetings, (contestant, meetings) => contestant.ChameneosAsync(Creatures, meetings))),
        Of("big", new Goal(OverPeers: 5), new(Sizes.UpTo(20_480), pings => 2L * Crowd * pings, pings => (long)Crowd * pings, (contestant, pings) => contestant.BigAsync(Crowd, pings))),
        Of("concurrent-dictionary", Goal.Ahead, new(Sizes.UpTo(40_960), requests => 2L * Workers * requests, requests => (long)Workers * requests, (contestant, requests) => contestant.DictionaryAsync(Workers, requests))),
        Of("banking", Goal.Ahead, new(Sizes.UpTo(204_800), transfers => 4L * transfers, transfers => transfers, (contestant, transfers) => contestant.BankingAsync(transfers))),
        Of("fib", Goal.Ahead, new([.. Enumerable.Range(8, 18)], number => 2 * Fibonacci(number) - 1, Fibonacci, (contestant, number) => contestant.FibonacciAsync(number)) { Patience = 3 }),
        Of("radix-sort", Goal.Ahead, new(Sizes.UpTo(102_400), numbers => (long)(Radix.Bits + 1) * numbers, numbers => numbers, (contestant, numbers) => contestant.RadixSortAsync(numbers))),
    ];

    private static SpeedShape Of(string name, Goal goal, Workload work) => new("Savina", $"savina/{name}", goal, work);

    private static long Fibonacci(int number)
    {
        (long last, long next) = (0, 1);
        for (int step = 0; step < number; step++) (last, next) = (next, last + next);
        return last;
    }
}
