using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests.Conventions;

/// <summary>What every file under src keeps to.</summary>
public partial class SourceTests
{
    private const int MaxLines = 400;

    [Fact]
    public void No_file_is_longer_than_one_sitting()
    {
        string[] wrong = [.. Repository.Sources.Select(file => (file, Lines: File.ReadLines(file).Count())).Where(file => file.Lines > MaxLines)
            .Select(file => $"{Repository.Relative(file.file)} has {file.Lines} lines. Look for the second sentence in it: at most {MaxLines} are allowed.")];

        Findings.AssertNone(wrong);
    }

    [Fact]
    public void A_file_has_one_public_type()
    {
        List<string> wrong = [];
        foreach (string file in Repository.Sources)
        {
            string[] types = [.. Parse(file).DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
                .OfType<MemberDeclarationSyntax>()
                .Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax && member.Modifiers.Any(SyntaxKind.PublicKeyword))
                .Select(member => member is BaseTypeDeclarationSyntax type ? type.Identifier.Text : ((DelegateDeclarationSyntax)member).Identifier.Text)];
            if (types.Length > 1) wrong.Add($"{Repository.Relative(file)} has {string.Join(" and ", types)}. Give each its own file.");
        }

        Findings.AssertNone(wrong);
    }

    [Fact]
    public void Nothing_sleeps_reads_the_wall_clock_rolls_dice_or_runs_unwatched()
    {
        List<string> wrong = [];
        foreach (string file in Repository.Sources)
        {
            // Tokens without what stands between them: a comment may name what code may not.
            foreach (Line line in LinesOf(file))
            {
                foreach (Match match in Banned().Matches(line.Text))
                    wrong.Add($"{Repository.Relative(file)}:{line.Number} has {match.Value}. Time comes from TimeProvider, randomness from a given Random, work goes through the scheduler, and every task has somebody who awaits it.");
            }
        }

        Findings.AssertNone(wrong);
    }

    private static IEnumerable<Line> LinesOf(string file)
    {
        foreach (IGrouping<int, SyntaxToken> tokens in Parse(file).DescendantTokens().GroupBy(token => token.GetLocation().GetLineSpan().StartLinePosition.Line))
            yield return new Line(tokens.Key + 1, string.Join(' ', tokens.Select(token => token.Text)));
    }

    private static CompilationUnitSyntax Parse(string file) => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetCompilationUnitRoot();

    [GeneratedRegex(@"\b(Thread \. Sleep|DateTime(Offset)? \. (Now|UtcNow|Today)|Task \. Run|async void|Random \. Shared)\b")]
    private static partial Regex Banned();

    private readonly record struct Line(int Number, string Text);
}
