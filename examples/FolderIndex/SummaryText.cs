using System.Globalization;
using Actors;

namespace FolderIndex;

/// <summary>Writes the summary in columns.</summary>
public static class SummaryText
{
    private const double Megabyte = 1_000_000;

    public static void Write(Summary summary, TextWriter output)
    {
        var (files, terms, account) = (summary.Files, summary.Terms, summary.Account);
        Line(output, $"");
        Line(output, $"{(summary.IsWhole ? "Index" : "Partial index")} of {summary.Folder}");
        Line(output, $"{(summary.IsWhole ? "" : "(some files were not read, or not to their end; all figures are of what was read)\n")}");
        Line(output, $"files        {files.Files,15:N0}   {files.Text:N0} text, {files.Binary:N0} binary, {files.Unreadable:N0} unreadable");
        if (files.CutShort != 0) Line(output, $"cut short    {files.CutShort,15:N0}");
        if (files.UnreadableFolders != 0) Line(output, $"folders      {files.UnreadableFolders,15:N0}   that could not be listed");
        Line(output, $"bytes        {files.Bytes,15:N0}   {files.Bytes / Megabyte / summary.Elapsed.TotalSeconds:N1} MB/s for {summary.Elapsed.TotalSeconds:N1} s");
        Line(output, $"lines        {files.Lines,15:N0}");
        Line(output, $"terms        {terms.Terms,15:N0}");
        Line(output, $"distinct     {terms.Distinct,15:N0}");

        Line(output, $"\ntop terms");
        foreach (TermCount term in terms.Top) Line(output, $"{term.Count,15:N0}  {term.Text}");

        Line(output, $"\nextension          files           bytes           lines");
        foreach (ExtensionTotals line in files.Extensions)
            Line(output, $"{(line.Extension.Length == 0 ? "(none)" : line.Extension),-12} {line.Files,11:N0} {line.Bytes,15:N0} {line.Lines,15:N0}");

        Line(output, $"\nmailbox                most waiting");
        foreach (ActorAccount actor in summary.Bounded.OrderBy(actor => actor.Actor.Value, StringComparer.Ordinal))
            Line(output, $"{actor.Actor.Value,-24} {actor.HighWater,6:N0} of {actor.Capacity:N0}");

        Line(output, $"\nrestarts     {account.Restarts,15:N0}");
        Line(output, $"messages     {account.Accepted,15:N0}   accepted = {Columns(account)}");
        output.Flush();
    }

    private static string Columns(SystemAccount account)
    {
        string ended = string.Create(CultureInfo.InvariantCulture,
            $"{account.Handled:N0} handled + {account.Faulted:N0} faulted + {account.Undelivered:N0} undelivered");
        return account.Pending == 0 ? ended : string.Create(CultureInfo.InvariantCulture, $"{ended} + {account.Pending:N0} pending");
    }

    private static void Line(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
