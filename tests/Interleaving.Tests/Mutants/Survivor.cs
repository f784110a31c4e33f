using System.Text.Json;
using Microsoft.CodeAnalysis.Text;

namespace Interleaving.Tests.Mutants;

/// <summary>A mutant of a Stryker report that the unit tests let live: where it stands and what stands there instead.</summary>
internal sealed record Survivor(string Name, string File, string Status, LinePositionSpan Span, string Replacement, string Original)
{
    /// <summary>All that live in a <c>mutation-report.json</c>, in its order.</summary>
    public static IReadOnlyList<Survivor> ReadAll(string path)
    {
        using JsonDocument report = JsonDocument.Parse(System.IO.File.ReadAllText(path));
        List<Survivor> survivors = [];
        foreach (JsonProperty file in report.RootElement.GetProperty("files").EnumerateObject())
        {
            string original = file.Value.GetProperty("source").GetString()!.ReplaceLineEndings("\n");
            foreach (JsonElement mutant in file.Value.GetProperty("mutants").EnumerateArray())
            {
                string status = mutant.GetProperty("status").GetString()!;
                if (status is not ("Survived" or "NoCoverage")) continue;
                JsonElement location = mutant.GetProperty("location");
                LinePositionSpan span = new(Position(location.GetProperty("start")), Position(location.GetProperty("end")));
                string name = Path.GetFileName(file.Name);
                survivors.Add(new Survivor(
                    $"{name}:{span.Start.Line + 1} {mutant.GetProperty("mutatorName").GetString()} #{mutant.GetProperty("id").GetString()}",
                    name, status, span, mutant.GetProperty("replacement").GetString()!, original));
            }
        }

        return survivors;
    }

    /// <summary>The source with the mutant in it.</summary>
    public string PlantIn(string source)
    {
        if (source != Original) throw new InvalidOperationException($"{File} is not what the report was made from. Run Stryker on the sources as they are.");
        TextSpan span = SourceText.From(source).Lines.GetTextSpan(Span);
        return source[..span.Start] + Replacement + source[span.End..];
    }

    // Reports count from 1.
    private static LinePosition Position(JsonElement position) => new(position.GetProperty("line").GetInt32() - 1, position.GetProperty("column").GetInt32() - 1);
}
