using System.Reflection;
using System.Text.RegularExpressions;

namespace Documentation.Tests;

/// <summary>What there is stands in the docs, and what stands in the docs is there.</summary>
public partial class CompletenessTests
{
    [Fact]
    public void Every_public_type_is_mentioned()
    {
        HashSet<string> words = [.. Page.ForUsers.SelectMany(page => Word().Matches(page.Text)).Select(match => match.Value)];

        IEnumerable<string> missing = Directory.EnumerateDirectories(Page.At("src")).SelectMany(package => Assembly.Load(Path.GetFileName(package)).GetExportedTypes())
            .Where(type => !words.Contains(type.Name.Split('`')[0]))
            .Select(type => $"{type.FullName} is not mentioned in the README or in docs.");

        Findings.AssertNone(missing);
    }

    [Fact]
    public void Every_promise_names_its_test()
    {
        IEnumerable<string> wrong = Page.Open("docs/semantics.md").Text.Split("\n### ").Skip(1)
            .Where(promise => !TestName().IsMatch(promise))
            .Select(promise => $"docs/semantics.md promises '{promise.Split('\n')[0]}' and names no test.");

        Findings.AssertNone(wrong);
    }

    [Fact]
    public void Every_test_that_the_docs_name_exists()
    {
        string[] tests = [.. Directory.EnumerateFiles(Page.At("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText)];

        IEnumerable<string> wrong = Page.ForUsers.SelectMany(page => TestName().Matches(page.Text).Select(match => (page.Path, Class: match.Groups["class"].Value, Method: match.Groups["method"].Value)))
            .Where(name => !tests.Any(test => Regex.IsMatch(test, $@"\bclass {name.Class}\b") && test.Contains($" {name.Method}(", StringComparison.Ordinal)))
            .Select(name => $"{name.Path} names {name.Class}.{name.Method}, which is not in tests/.");

        Findings.AssertNone(wrong);
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    [GeneratedRegex(@"`(?<class>[A-Z]\w+)\.(?<method>[A-Z][a-z]*_\w+)`")]
    private static partial Regex TestName();
}
