using CsCheck;
using Interleaving.Tests.Simulation;
using Xunit.Abstractions;

namespace Interleaving.Tests.Sequential;

/// <summary>Every kind of channel against a plain queue, with operations that are drawn; a failure prints the seed and the shortest operations that show it.</summary>
public sealed class OperationTests(ITestOutputHelper output)
{
    private const int Pairs = 100;

    private static readonly Verb[] Sending = [Verb.Write, Verb.Complete, Verb.Clone, Verb.Leave];

    // Not Count: it is exact while nobody writes or reads.
    private static readonly Verb[] Receiving = [Verb.Read, Verb.Peek, Verb.Close];

    [Theory]
    [InlineData("bounded", 1)]
    [InlineData("bounded", 3)]
    [InlineData("bounded", 100)]
    [InlineData("shared bounded", 1)]
    [InlineData("shared bounded", 3)]
    [InlineData("shared bounded", 100)]
    [InlineData("shared unbounded", 0)]
    [InlineData("shared rendezvous", 0)]
    [InlineData("unbounded", 0)]
    [InlineData("oneshot", 1)]
    public void A_channel_does_what_a_plain_queue_does(string kind, int capacity)
    {
        Kind of = new(kind, capacity);

        // Writes and reads come more often than ends, or most lists would be over soon.
        Gen<Operation> operation = Gen.Frequency(
            (8, Drawn(Verb.Write)), (8, Drawn(Verb.Read)), (2, Drawn(Verb.Peek)), (2, Drawn(Verb.Count)), (1, Drawn([.. of.Only([Verb.Complete, Verb.Clone, Verb.Leave, Verb.Close])])));
        operation.Array[0, 60].Sample(
            operations =>
            {
                RealChannel real = of.Real();
                PlainChannel plain = of.Plain();
                foreach (Operation next in operations) Assert.Equal($"{next}: {plain.Apply(next)}", $"{next}: {real.Apply(next)}");
            },
            iter: 3_000,
            threads: 1,
            writeLine: output.WriteLine);
    }

    [Theory]
    [InlineData("bounded", 1)]
    [InlineData("bounded", 2)]
    [InlineData("shared bounded", 1)]
    [InlineData("shared unbounded", 0)]
    [InlineData("unbounded", 0)]
    [InlineData("oneshot", 1)]
    public void Two_threads_could_have_been_one(string kind, int capacity)
    {
        Kind of = new(kind, capacity);
        long schedules = 0;

        Gen<Operation[]> sending = Gen.Frequency((3, Drawn(Verb.Write)), (1, Drawn([.. of.Only(Sending)]))).Array[1, 3];
        Gen<Operation[]> receiving = Gen.Frequency((3, Drawn(Verb.Read)), (1, Drawn([.. of.Only(Receiving)]))).Array[1, 3];
        Gen.Select(sending, receiving).Sample(
            (sent, received) =>
            {
                Finding finding = Exploration.Run(() => new Operated(of, [sent, received]), new Exhaustive(preemptionBound: 2));
                schedules += finding.Schedules;
                Assert.True(finding.Failure is null, finding.Failure);
            },
            iter: Pairs,
            threads: 1,
            writeLine: output.WriteLine);

        output.WriteLine($"{kind} {capacity}: {Pairs} pairs of lists, {schedules:N0} schedules");
    }

    [Fact]
    public void What_no_order_explains_is_noticed()
    {
        History history = new();
        history.Do(1, new Liar("Read 5"), new Operation(Verb.Read, 0));
        history.Do(0, new Liar("Written"), new Operation(Verb.Write, 5));

        Assert.False(history.IsLinearizable(new PlainChannel(capacity: 1, isOneshot: false)));
    }

    private static Gen<Operation> Drawn(params Verb[] verbs) =>
        Gen.Select(Gen.Int[0, verbs.Length - 1], Gen.Int[1, 99], (at, value) => new Operation(verbs[at], verbs[at] == Verb.Write ? value : 0));

    private sealed record Kind(string Name, int Capacity)
    {
        private bool IsOneshot => Name == "oneshot";

        private int? Bound => Name.EndsWith("unbounded", StringComparison.Ordinal) ? null : Capacity;

        public RealChannel Real() => RealChannel.Create(Bound, IsOneshot, Name.StartsWith("shared", StringComparison.Ordinal));

        public PlainChannel Plain() => new(Bound, IsOneshot);

        public IEnumerable<Verb> Only(Verb[] verbs) => verbs.Where(verb => !IsOneshot || verb is not (Verb.Clone or Verb.Leave));
    }

    private sealed class Liar(string answer) : RealChannel
    {
        public override string Apply(Operation operation) => answer;
    }

    /// <summary>Two threads that do what was drawn.</summary>
    private sealed class Operated(Kind kind, Operation[][] sides) : Model
    {
        private readonly History _history = new();

        public override void Arrange()
        {
            RealChannel channel = kind.Real();
            for (int side = 0; side < 2; side++)
            {
                int own = side;
                Thread(own == 0 ? "sender" : "receiver", () =>
                {
                    foreach (Operation operation in sides[own]) _history.Do(own, channel, operation);
                });
            }
        }

        public override void Check() => Claim(_history.IsLinearizable(kind.Plain()), $"No order of these explains them:\n{_history}");
    }
}
