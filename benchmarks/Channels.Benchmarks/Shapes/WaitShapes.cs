using Channels.Benchmarks.Contestants;
using Channels.Benchmarks.Measuring;
using Channels.Benchmarks.Work;

namespace Channels.Benchmarks.Shapes;

/// <summary>Waits on one thread, with and without a token, waits that are cancelled, and two tasks that wait for each other.</summary>
internal static class WaitShapes
{
    // In the line of a full channel.
    private const int Line = 64;

    public static IEnumerable<Shape> All =>
    [
        .. from kind in Kinds
           from capacity in kind.Capacities
           from token in Tokens
           select Of("Waits on one thread", $"{token.Name}/{kind.Name}/read/{Forms.NameOf(capacity)}", capacity, kind.Readers, new ParkedReads(capacity, token.Token)),
        .. from kind in Kinds
           from token in Tokens
           select Of("Waits on one thread", $"{token.Name}/{kind.Name}/write/1", 1, kind.Readers, new ParkedWrites(1, token.Token)),
        .. from kind in Kinds
           from capacity in kind.Capacities
           select Of("Waits that are cancelled", $"cancelled/{kind.Name}/read/{Forms.NameOf(capacity)}", capacity, kind.Readers, new CancelledReads(capacity)),
        .. from kind in Kinds
           select Of("Waits that are cancelled", $"cancelled/{kind.Name}/write/1", 1, kind.Readers, new CancelledWrites()),
        .. from kind in Kinds
           from capacity in kind.Capacities
           select Of("Ping-pong", $"ping-pong/{kind.Name}/{Forms.NameOf(capacity)}", capacity, kind.Readers, new Rallies(capacity)),
    ];

    private static (string Name, int Readers, int?[] Capacities)[] Kinds => [("mpsc", 1, [1, null]), ("mpmc", 2, [0, 1, null])];

    private static (string Name, CancellationToken Token)[] Tokens => [("wait", CancellationToken.None), ("wait-token", new CancellationTokenSource().Token)];

    private static SpeedShape Of(string group, string name, int? capacity, int readers, Forms.IUse<long> use) =>
        new(group, name, Goals.Ahead, Forms.Candidates(capacity, readers, use));

    private sealed class ParkedReads(int? capacity, CancellationToken token) : Forms.IUse<long>
    {
        public IEnumerable<Candidate> Of<TForm>(bool isOurs, string form)
            where TForm : struct, IForm<long> => [new(isOurs, form, lap => Parked<TForm>.ReadAsync(lap, capacity, token))];
    }

    private sealed class ParkedWrites(int capacity, CancellationToken token) : Forms.IUse<long>
    {
        public IEnumerable<Candidate> Of<TForm>(bool isOurs, string form)
            where TForm : struct, IForm<long> => [new(isOurs, form, lap => Parked<TForm>.WriteAsync(lap, capacity, token))];
    }

    private sealed class CancelledReads(int? capacity) : Forms.IUse<long>
    {
        public IEnumerable<Candidate> Of<TForm>(bool isOurs, string form)
            where TForm : struct, IForm<long> => [new(isOurs, form, lap => Cancelled<TForm>.ReadsAsync(lap, capacity))];
    }

    private sealed class CancelledWrites : Forms.IUse<long>
    {
        public IEnumerable<Candidate> Of<TForm>(bool isOurs, string form)
            where TForm : struct, IForm<long> => [new(isOurs, form, lap => Cancelled<TForm>.WritesAsync(lap, Line))];
    }

    private sealed class Rallies(int? capacity) : Forms.IUse<long>
    {
        public IEnumerable<Candidate> Of<TForm>(bool isOurs, string form)
            where TForm : struct, IForm<long> => BothIdioms.Of(isOurs, form, idiom => lap => PingPong<TForm>.RunAsync(lap, capacity, idiom));
    }
}
