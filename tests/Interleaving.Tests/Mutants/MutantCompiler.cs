using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Interleaving.Tests.Simulation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Interleaving.Tests.Mutants;

/// <summary>Compiles the channels and the actors, with a bug planted, together with the models that hold them to their promises.</summary>
internal static class MutantCompiler
{
    private const string Prefix = "source/";
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // What the log's generator would write, for a mutant that has nobody to log to.
    private static readonly Regex GeneratedLine = new(@"public static partial (void \w+\([^;]*\));");

    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14, preprocessorSymbols: ["ACTORS_SIM", "DEBUG"]);

    // Parsed once; a mutant is a compilation with one tree exchanged.
    private static readonly Lazy<CSharpCompilation> Healthy = new(CompileHealthy);

    /// <summary>Runs a mutant's model; returns what it found, or null if the mutant survived.</summary>
    public static string? FindFailure(Mutant mutant)
    {
        Assembly assembly = Load(mutant.Name, Plant(Healthy.Value, mutant));
        return EntryOf(assembly, nameof(Exploration.FindFailure)).CreateDelegate<Func<string, int, string?>>()(mutant.Model.FullName!, mutant.Preemptions);
    }

    /// <summary>Runs all models on a mutant that the unit tests let live; returns what they found, or null if it lives on.</summary>
    public static string? FindFailure(Survivor survivor, int schedules)
    {
        SyntaxTree tree = TreeOf(Healthy.Value, survivor.File);
        Assembly assembly = Load(survivor.Name, Healthy.Value.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(survivor.PlantIn(tree.ToString()), Options, tree.FilePath)));
        return EntryOf(assembly, nameof(Exploration.FindFailureInAny)).CreateDelegate<Func<int, string?>>()(schedules);
    }

    private static Assembly Load(string name, CSharpCompilation sick)
    {
        using MemoryStream image = new();
        var result = sick.Emit(image);
        if (!result.Success)
            throw new InvalidOperationException($"'{name}' does not compile: {result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)}");

        image.Position = 0;
        return new AssemblyLoadContext(name, isCollectible: true).LoadFromStream(image);
    }

    private static MethodInfo EntryOf(Assembly assembly, string name) => assembly.GetType(typeof(Exploration).FullName!)!.GetMethod(name)!;

    private static CSharpCompilation Plant(CSharpCompilation healthy, Mutant mutant)
    {
        SyntaxTree tree = TreeOf(healthy, mutant.File);
        string planted = Replace(mutant, tree.ToString(), mutant.Original, mutant.Planted);
        if (mutant.Also is { } also) planted = Replace(mutant, planted, also.Original, also.Planted);
        return healthy.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(planted, Options, tree.FilePath));
    }

    private static SyntaxTree TreeOf(CSharpCompilation healthy, string file) =>
        healthy.SyntaxTrees.Single(tree => tree.FilePath.EndsWith("/" + file, StringComparison.Ordinal));

    private static string Replace(Mutant mutant, string source, string original, string planted)
    {
        original = original.ReplaceLineEndings("\n");
        int at = source.IndexOf(original, StringComparison.Ordinal);
        if (at < 0 || source.IndexOf(original, at + 1, StringComparison.Ordinal) >= 0)
            throw new InvalidOperationException($"'{mutant.Name}' must find its text in {mutant.File} once. Bring it up to date:\n{original}");
        return source[..at] + planted + source[(at + original.Length)..];
    }

    private static CSharpCompilation CompileHealthy()
    {
        Assembly self = typeof(MutantCompiler).Assembly;
        IEnumerable<SyntaxTree> trees = self.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => CSharpSyntaxTree.ParseText(GeneratedLine.Replace(ReadResource(self, name), "public static $1 { }"), Options, name))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings, Options));
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)))
            .Select(path => MetadataReference.CreateFromFile(path));
        return CSharpCompilation.Create(
            "Mutant",
            trees,
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    private static string ReadResource(Assembly assembly, string name)
    {
        using StreamReader reader = new(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
