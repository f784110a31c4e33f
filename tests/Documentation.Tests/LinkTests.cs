using System.Text.RegularExpressions;

namespace Documentation.Tests;

/// <summary>Every link inside the repository leads somewhere.</summary>
public partial class LinkTests
{
    [Fact]
    public void Every_relative_link_leads_to_a_file_and_a_heading_in_it()
    {
        List<string> wrong = [];
        foreach (Page page in Page.All)
        {
            foreach (Match link in Link().Matches(WithoutBlocks(page)))
            {
                string target = link.Groups["target"].Value;
                if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal)) continue;

                string[] parts = target.Split('#', 2);
                string file = parts[0].Length == 0 ? page.FullPath : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page.FullPath)!, parts[0]));
                if (!File.Exists(file) && !Directory.Exists(file)) wrong.Add($"{page.Path} links to {target}, which is not there.");
                else if (parts.Length == 2 && file.EndsWith(".md", StringComparison.Ordinal) && !Headings(file).Contains(parts[1])) wrong.Add($"{page.Path} links to {target}, but {parts[0]} has no such heading.");
            }
        }

        Findings.AssertNone(wrong);
    }

    private static string WithoutBlocks(Page page) => Fenced().Replace(page.Text, "");

    /// <summary>Headings as they are linked to: lower case, without punctuation, with hyphens for spaces.</summary>
    private static IEnumerable<string> Headings(string file) => File.ReadLines(file)
        .Where(line => line.StartsWith('#'))
        .Select(line => Punctuation().Replace(line.TrimStart('#').Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fenced();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();
}
