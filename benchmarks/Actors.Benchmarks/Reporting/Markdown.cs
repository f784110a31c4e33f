using System.Globalization;
using System.Text;
using Benchmarks.Contestants;
using Benchmarks.Measuring;

namespace Benchmarks.Reporting;

/// <summary>The report as a page.</summary>
internal static class Markdown
{
    private const string Nothing = "–";

    public static string Of(Report report)
    {
        Notes notes = new();
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $"""
            # Actors beside their peers

            Written by `dotnet run -c Release --project benchmarks/Actors.Benchmarks`; do not edit it.

            {report.Conditions}

            {report.Verdict}

            ![How many times faster than the best framework and than a loop over a channel, shape by shape](actors.svg)

            Akka.NET 1.5.74, Proto.Actor 1.8.0, Orleans 10.4.2 with local calls (`[OneWay]` for what is no request), a loop over an
            unbounded channel of System.Threading.Channels, and ours with its default features on do the same work in the
            same process, in turn, and another one begins each round. Each is written in its own idiomatic best form; the
            sources stand side by side in `benchmarks/Actors.Benchmarks/Contestants`. Every result is held against what must
            come out. *Over the best* is our median over that of the best of Akka.NET, Proto.Actor and Orleans, *over the loop*
            the same over the loop; behind it stands the goal. **Bold** is where we lose or miss a goal. Nothing is computed
            in the Savina programs but what they pass on.

            """);
        foreach (IGrouping<string, Row> group in report.Rows.GroupBy(row => row.Group))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {group.Key}\n\n{HeaderOf(report.Contestants)}\n");
            foreach (Row row in group) page.AppendLine(RowOf(row, notes));
        }

        page.Append(CultureInfo.InvariantCulture, $"\n## Processor time and memory\n\nOf all threads together, and all that was allocated, for each operation; actors and tasks are in it.\n\n{CostsOf(report)}");
        page.Append(CultureInfo.InvariantCulture, $"\n## Operations of one run\n\nHow much was done between two readings of the clock: as much as fits into the time of a run, up to the same for all.\n\n{OperationsOf(report)}");
        if (notes.All.Count > 0) page.Append("\n## Notes\n\n");
        for (int number = 0; number < notes.All.Count; number++) page.AppendLine(CultureInfo.InvariantCulture, $"{number + 1}. {notes.All[number]}");
        return page.ToString();
    }

    public static string HeaderOf(IReadOnlyList<Contestant> contestants) =>
        $"| shape | {string.Join(" | ", contestants.Select(contestant => contestant.Name))} | unit | over the best | goal | over the loop | goal |\n"
        + $"|---|{string.Concat(contestants.Select(_ => "--:|"))}---|--:|--:|--:|--:|";

    public static string RowOf(Row row, Notes notes)
    {
        string figures = string.Join(" | ", row.Figures.Select(figure =>
            (figure.Value is { } value ? Bold(Number(value), figure.Contestant is Contestants.Ours.Ours && value > row.Goal.Most) : Nothing) + notes.MarkOf(figure.Footnote)));
        return $"| {row.Name} | {figures} | {row.Unit.Text} | {Ratio(row.OverPeers, row.Goal.OverPeers)} | {GoalOf(row.Goal.OverPeers)} | {Ratio(row.OverLoop, row.Goal.OverLoop)} | {GoalOf(row.Goal.OverLoop)} |";
    }

    /// <summary>Nanoseconds of processor time and allocated bytes, of everybody.</summary>
    public static string CostsOf(Report report)
    {
        StringBuilder table = new();
        table.AppendLine(CultureInfo.InvariantCulture, $"| shape | {string.Join(" | ", report.Contestants.Select(contestant => $"{contestant.Name}, CPU ns"))} | {string.Join(" | ", report.Contestants.Select(contestant => $"{contestant.Name}, B"))} |");
        table.AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(report.Contestants.Select(_ => "--:|--:|"))}");
        foreach (Row row in report.Rows.Where(row => row.Figures.Any(figure => figure.Score is not null)))
        {
            string cpu = string.Join(" | ", row.Figures.Select(figure => figure.Score is { } score ? Number(score.CpuNanoseconds) : Nothing));
            string bytes = string.Join(" | ", row.Figures.Select(figure => figure.Score is { } score ? score.Bytes.ToString("0.#", CultureInfo.InvariantCulture) : Nothing));
            table.AppendLine(CultureInfo.InvariantCulture, $"| {row.Name} | {cpu} | {bytes} |");
        }

        return table.ToString();
    }

    private static string OperationsOf(Report report)
    {
        StringBuilder table = new();
        table.AppendLine(CultureInfo.InvariantCulture, $"| shape | {string.Join(" | ", report.Contestants.Select(contestant => contestant.Name))} |");
        table.AppendLine(CultureInfo.InvariantCulture, $"|---|{string.Concat(report.Contestants.Select(_ => "--:|"))}");
        foreach (Row row in report.Rows.Where(row => row.Figures.Any(figure => figure.Score is not null)))
            table.AppendLine(CultureInfo.InvariantCulture, $"| {row.Name} | {string.Join(" | ", row.Figures.Select(figure => figure.Score is { } score ? score.Operations.ToString("N0", CultureInfo.InvariantCulture) : Nothing))} |");
        return table.ToString();
    }

    private static string Ratio(double? ratio, double? goal) =>
        ratio is { } value ? Bold(value.ToString("F2", CultureInfo.InvariantCulture), value < 1 || value < goal) : Nothing;

    private static string GoalOf(double? goal) => goal?.ToString("0.0", CultureInfo.InvariantCulture) ?? "";

    // So that nobody has to compare two columns.
    private static string Bold(string text, bool isBold) => isBold ? $"**{text}**" : text;

    private static string Number(double value) =>
        value.ToString(value switch { < 1 => "F3", < 100 => "F2", < 1000 => "F1", _ => "N0" }, CultureInfo.InvariantCulture);
}
