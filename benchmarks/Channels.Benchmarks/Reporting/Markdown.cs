using System.Globalization;
using System.Text;
using Channels.Benchmarks.Measuring;

namespace Channels.Benchmarks.Reporting;

/// <summary>The report as a page.</summary>
internal static class Markdown
{
    public static string Of(Report report)
    {
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"""
            # Channels beside System.Threading.Channels

            Written by `dotnet run -c Release --project benchmarks/Channels.Benchmarks`; do not edit it.

            {report.Conditions}

            {report.Verdict}

            ![How many times faster than System.Threading.Channels, shape by shape](channels.svg)

            Both do the same work in the same process, in turn, and another one begins each round. What arrives is counted
            and summed up, and held against what was sent. Each side runs in several forms: System.Threading.Channels with
            its options for a single reader and a single writer, both with `ReadAsync` and with `WaitToReadAsync` and
            `TryRead`, writers with `WriteAsync`; of each side the fastest form counts. Nobody runs continuations on the
            stack of who ended their wait. *Ratio* is the peer's median time over ours, *CPU ratio* the same of the
            processor time of the whole process, which other programs on the machine disturb less. Bytes are what is
            allocated for each message in the middle half of a round, tasks and channels not counted.

            """);
        foreach (IGrouping<string, Result> group in report.Results.GroupBy(result => result.Shape.Group))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {group.Key}\n\n{HeaderOf(group.First().Shape)}\n");
            foreach (Result result in group) page.AppendLine(RowOf(result));
        }

        page.Append("\n## Every form\n\nWhat the best of each side was chosen from.\n\n| shape | form | M/s | CPU ns | B |\n|---|---|--:|--:|--:|\n");
        foreach (SpeedResult result in report.Results.OfType<SpeedResult>())
        {
            foreach (Score score in result.All)
            {
                page.AppendLine(CultureInfo.InvariantCulture, $"| {result.Shape.Name} | {NameOf(score)} | {score.MillionsPerSecond:F2} | {score.CpuNanoseconds:F1} | {Bytes(score.Bytes)} |");
            }
        }

        return page.ToString();
    }

    public static string HeaderOf(Shape shape) => shape is SpeedShape
        ? """
          | shape | ours, M/s | BCL, M/s | ratio | goal | CPU ratio | ours, CPU ns | BCL, CPU ns | ours, B | BCL, B | best forms: ours; BCL |
          |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|
          """
        : """
          | shape | ours, B | BCL, B | ratio | goal | forms |
          |---|--:|--:|--:|--:|---|
          """;

    public static string RowOf(Result result) => result switch
    {
        SpeedResult speed => string.Create(
            CultureInfo.InvariantCulture,
            $"| {speed.Shape.Name} | {speed.Ours.MillionsPerSecond:F2} | {speed.Peer.MillionsPerSecond:F2} | {Ratio(speed)} | {speed.Goal:0.0} | {speed.CpuRatio:F2} | {speed.Ours.CpuNanoseconds:F1} | {speed.Peer.CpuNanoseconds:F1} | {Bytes(speed.Ours.Bytes)} | {Bytes(speed.Peer.Bytes)} | {speed.Ours.Candidate.Form} / {speed.Peer.Candidate.Form} |"),
        SizeResult size => string.Create(
            CultureInfo.InvariantCulture,
            $"| {size.Shape.Name} | {size.Ours.Bytes:N0} | {size.Peer.Bytes:N0} | {Ratio(size)} | {(size.Sized.MostBytes is { } most ? $"{most:N0} B" : "no more")} | {size.Ours.Maker.Form} / {size.Peer.Maker.Form} |"),
        _ => throw new InvalidOperationException($"There is no row for a {result.GetType().Name}."),
    };

    // Bold where the goal is missed, so that nobody has to compare two columns.
    private static string Ratio(Result result) => result.IsMet
        ? result.Ratio.ToString("F2", CultureInfo.InvariantCulture)
        : $"**{result.Ratio.ToString("F2", CultureInfo.InvariantCulture)}**";

    private static string NameOf(Score score) => $"{(score.Candidate.IsOurs ? "ours" : "BCL")}: {score.Candidate.Form}";

    private static string Bytes(double bytes) => double.IsNaN(bytes) ? "-" : bytes.ToString("0.#", CultureInfo.InvariantCulture);
}
