using System.Globalization;
using System.Text;
using Channels.Benchmarks.Measuring;

namespace Channels.Benchmarks.Reporting;

/// <summary>The ratios as bars, with a line where both are equal and a tick at each goal.</summary>
internal static class Chart
{
    private const int RowHeight = 16;
    private const int Left = 220;
    private const int Width = 560;

    // The scale is logarithmic, from a quarter to 32 times: twice as fast is as long as half as fast.
    private const double Least = 0.25;
    private const double Most = 32;

    public static string Of(Report report)
    {
        StringBuilder svg = new();
        StringBuilder rows = new();
        int y = 60;
        foreach (IGrouping<string, Result> group in report.Results.GroupBy(result => result.Shape.Group))
        {
            y += RowHeight / 2;
            Line(rows, $"""<text x="8" y="{y + 12}" class="group">{Escape(group.Key)}</text>""");
            y += RowHeight;
            foreach (Result result in group)
            {
                Row(rows, result, y);
                y += RowHeight;
            }
        }

        Line(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" width="{Left + Width + 70}" height="{y + 20}" font-family="sans-serif" font-size="11">""");
        Line(svg, $"""<style>text {"{"} fill: #24292f {"}"} .group {"{"} font-weight: bold {"}"} .small {"{"} fill: #57606a; font-size: 10px {"}"} .grid {"{"} stroke: #d0d7de {"}"} .goal {"{"} stroke: #24292f; stroke-width: 2 {"}"}</style>""");
        Line(svg, $"""<rect width="100%" height="100%" fill="#ffffff"/>""");
        Line(svg, $"""<text x="8" y="18" class="group" font-size="13">Times faster than System.Threading.Channels; for memory, times smaller</text>""");
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

    private static void Row(StringBuilder rows, Result result, int y)
    {
        double from = Math.Min(X(1), X(result.Ratio));
        double length = Math.Abs(X(1) - X(result.Ratio));
        string colour = result.Ratio < 1 ? "#cf222e" : result.IsMet ? "#1a7f37" : "#bf8700";
        Line(rows, $"""<text x="{Left - 6}" y="{y + 12}" text-anchor="end">{Escape(result.Shape.Name)}</text>""");
        Line(rows, $"""<rect x="{from:F1}" y="{y + 2}" width="{length:F1}" height="{RowHeight - 4}" fill="{colour}"/>""");
        if (result.Goal > 1) Line(rows, $"""<line x1="{X(result.Goal):F1}" y1="{y + 1}" x2="{X(result.Goal):F1}" y2="{y + RowHeight - 1}" class="goal"/>""");
        Line(rows, $"""<text x="{Math.Max(X(1), X(result.Ratio)) + 4:F1}" y="{y + 12}" class="small">{result.Ratio:F2}</text>""");
    }

    private static double X(double ratio) => Left + Width * Math.Log(Math.Clamp(ratio, Least, Most) / Least) / Math.Log(Most / Least);

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static void Line(StringBuilder builder, FormattableString line) => builder.AppendLine(line.ToString(CultureInfo.InvariantCulture));
}
