using System.Globalization;
using System.Text;
using Benchmarks.Measuring;

namespace Benchmarks.Reporting;

/// <summary>The ratios as bars: over the best framework, and thin below it over the loop; with a tick at each goal.</summary>
internal static class Chart
{
    private const int RowHeight = 20;
    private const int Left = 220;
    private const int Width = 560;

    // The scale is logarithmic: twice as fast is as long as half as fast.
    private const double Least = 0.25;
    private const double Most = 256;

    public static string Of(Report report)
    {
        StringBuilder svg = new();
        StringBuilder rows = new();
        int y = 60;
        foreach (IGrouping<string, Row> group in report.Rows.Where(row => row.OverPeers is not null).GroupBy(row => row.Group))
        {
            y += RowHeight / 2;
            Line(rows, $"""<text x="8" y="{y + 12}" class="group">{Escape(group.Key)}</text>""");
            y += RowHeight;
            foreach (Row row in group)
            {
                Line(rows, $"""<text x="{Left - 6}" y="{y + 12}" text-anchor="end">{Escape(row.Name)}</text>""");
                Bar(rows, row.OverPeers, row.Goal.OverPeers, y + 2, 9, "#1a7f37");
                Bar(rows, row.OverLoop, row.Goal.OverLoop, y + 12, 5, "#54aeff");
                y += RowHeight;
            }
        }

        Line(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{Left + Width + 70}" height="{y + 20}" font-family="sans-serif" font-size="11">""");
        Line(svg, $"""<style>text {"{"} fill: #24292f {"}"} .group {"{"} font-weight: bold {"}"} .small {"{"} fill: #57606a; font-size: 9px {"}"} .grid {"{"} stroke: #d0d7de {"}"} .goal {"{"} stroke: #24292f; stroke-width: 2 {"}"}</style>""");
        Line(svg, $"""<rect width="100%" height="100%" fill="#ffffff"/>""");
        Line(svg, $"""<text x="8" y="18" class="group" font-size="13">Times better than the best of Akka.NET, Proto.Actor and Orleans; thin: than a loop over a channel</text>""");
        Line(svg, $"""<text x="8" y="34" class="small">{Escape(report.Conditions)}</text>""");
        for (double mark = Least; mark <= Most; mark *= 2)
        {
            Line(svg, $"""<line x1="{X(mark):F1}" y1="54" x2="{X(mark):F1}" y2="{y}" class="grid"{(mark == 1 ? " stroke-width=\"2\"" : "")}/>""");
            Line(svg, $"""<text x="{X(mark):F1}" y="50" class="small" text-anchor="middle">{mark:0.##}</text>""");
        }

        svg.Append(rows);
        svg.AppendLine("</svg>");
        return svg.ToString();
    }

    private static void Bar(StringBuilder rows, double? over, double? goal, int y, int height, string colour)
    {
        if (over is not { } ratio) return;
        double from = Math.Min(X(1), X(ratio));
        string shown = ratio < 1 ? "#cf222e" : ratio < goal ? "#bf8700" : colour;
        Line(rows, $"""<rect x="{from:F1}" y="{y}" width="{Math.Abs(X(1) - X(ratio)):F1}" height="{height}" fill="{shown}"/>""");
        if (goal > 1) Line(rows, $"""<line x1="{X(goal.Value):F1}" y1="{y - 1}" x2="{X(goal.Value):F1}" y2="{y + height + 1}" class="goal"/>""");
        Line(rows, $"""<text x="{Math.Max(X(1), X(ratio)) + 4:F1}" y="{y + height}" class="small">{ratio:F2}</text>""");
    }

    private static double X(double ratio) => Left + Width * Math.Log(Math.Clamp(ratio, Least, Most) / Least) / Math.Log(Most / Least);

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static void Line(StringBuilder builder, FormattableString line) => builder.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
