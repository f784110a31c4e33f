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
        CSharpCompilation sick = Plant(Healthy.Value, mutant);
        using MemoryStream image = new();
        var result = sick.Emit(image);
        if (!result.Success)
            throw new InvalidOperationException($"'{mutant.Name}' does not compile: {result.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)}");

        image.Position = 0;
        AssemblyLoadContext context = new(mutant.Name, isCollectible: true);
        Assembly assembly = context.LoadFromStream(image);
        MethodInfo explore = assembly.GetType(typeof(Exploration).FullName!)!.GetMethod(nameof(Exploration.FindFailure))!;
        return explore.CreateDelegate<Func<string, int, string?>>()(mutant.Model.FullName!, mutant.Preemptions);
    }

    private static CSharpCompilation Plant(CSharpCompilation healthy, Mutant mutant)
    {
        SyntaxTree tree = healthy.SyntaxTrees.Single(tree => tree.FilePath.EndsWith("/" + mutant.File, StringComparison.Ordinal));
        string planted = Replace(mutant, tree.ToString(), mutant.Original, mutant.Planted);
        if (mutant.Also is { } also) planted = Replace(mutant, planted, also.Original, also.Planted);
        return healthy.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(planted, Options, tree.FilePath));
    }

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
