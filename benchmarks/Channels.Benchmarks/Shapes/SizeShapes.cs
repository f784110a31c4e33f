using System.Threading.Channels;
using Channels.Benchmarks.Contestants;
using Channels.Benchmarks.Measuring;

namespace Channels.Benchmarks.Shapes;

/// <summary>What channels weigh: when they were made, when somebody has waited once, and after a burst.</summary>
internal static class SizeShapes
{
    private const int Channels = 2_000;

    // Of longs: 8 MB.
    private const int Burst = 1_000_000;

    public static IEnumerable<Shape> All =>
    [
        .. from kind in Kinds
           select new SizeShape("Idle", $"idle/{kind.Name}/new", Channels, kind.MostBytes, Makers(kind.Capacity, kind.Readers, static _ => default)),
        .. from kind in Kinds
           select new SizeShape("Idle", $"idle/{kind.Name}/used", Channels, null, Makers(kind.Capacity, kind.Readers, WaitOnceAsync)),
        new SizeShape("Idle", "idle/oneshot/new", Channels, null,
        [
            new(true, "Oneshot", () => new(Oneshot.Create<long>())),
            new(false, "TaskCompletionSource", () => new((new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously), null))),
            new(false, "bounded(1)", () => new((Channel.CreateBounded<long>(1), null))),
        ]),
        .. from kind in Kinds
           where kind.Capacity != 0
           let burst = Math.Min(kind.Capacity ?? Burst, Burst)
           select new SizeShape("After a burst", $"burst/{kind.Name}", kind.Capacity is null ? 1 : Channels, null, Makers(kind.Capacity, kind.Readers, ends => BurstAsync(ends, burst))),
    ];

    private static (string Name, int? Capacity, int Readers, double? MostBytes)[] Kinds =>
    [
        ("mpsc/unbounded", null, 1, Goals.IdleMpscBytes),
        ("mpsc/1024", 1024, 1, Goals.IdleMpscBytes),
        ("mpmc/0", 0, 2, null),
        ("mpmc/1024", 1024, 2, null),
        ("mpmc/unbounded", null, 2, null),
    ];

    private static Maker[] Makers(int? capacity, int readers, Func<Ends<long>, ValueTask> prepare)
    {
        Uses uses = new();
        Forms.Candidates(capacity, readers, uses);
        return [.. uses.Makers(capacity, prepare)];
    }

    private static async ValueTask WaitOnceAsync(Ends<long> ends)
    {
        ValueTask<long> read = ends.Reader.ReadAsync();
        ends.Writer.TryWrite(1);
        await read;
    }

    private static ValueTask BurstAsync(Ends<long> ends, int burst)
    {
        for (int number = 0; number < burst; number++) ends.Writer.TryWrite(number);
        for (int number = 0; number < burst; number++)
        {
            if (!ends.Reader.TryRead(out long item) || item != number) throw new InvalidOperationException($"Item {number} of a burst did not come back.");
        }

        return default;
    }

    /// <summary>Collects the forms, to make channels with them and nothing else.</summary>
    private sealed class Uses : Forms.IUse<long>
    {
        private readonly List<(bool IsOurs, string Form, Func<int?, Ends<long>> Open)> _forms = [];

        public IEnumerable<Candidate> Of<TForm>(bool isOurs, string form)
            where TForm : struct, IForm<long>
        {
            _forms.Add((isOurs, form, static capacity => TForm.Open(capacity, 1, 1)));
            return [];
        }

        public IEnumerable<Maker> Makers(int? capacity, Func<Ends<long>, ValueTask> prepare) => _forms.Select(form => new Maker(form.IsOurs, form.Form, async () =>
        {
            Ends<long> ends = form.Open(capacity);
            await prepare(ends);
            return (ends.Writer, ends.Reader);
        }));
    }
}
