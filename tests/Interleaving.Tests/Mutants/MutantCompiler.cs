using System.Reflection;
using System.Runtime.Loader;
using Interleaving.Tests.Simulation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Interleaving.Tests.Mutants;

/// <summary>Compiles the channels, with a bug planted, together with the models that hold them to their promises.</summary>
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
        string source = tree.ToString();
        string original = mutant.Original.ReplaceLineEndings("\n");
        int at = source.IndexOf(original, StringComparison.Ordinal);
        if (at < 0 || source.IndexOf(original, at + 1, StringComparison.Ordinal) >= 0)
            throw new InvalidOperationException($"'{mutant.Name}' must find its text in {mutant.File} once. Bring it up to date:\n{original}");

        string planted = source[..at] + mutant.Planted + source[(at + original.Length)..];
        return healthy.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(planted, Options, tree.FilePath));
    }

    private static CSharpCompilation CompileHealthy()
    {
        Assembly self = typeof(MutantCompiler).Assembly;
        IEnumerable<SyntaxTree> trees = self.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => CSharpSyntaxTree.ParseText(ReadResource(self, name), Options, name))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings, Options));
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
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
