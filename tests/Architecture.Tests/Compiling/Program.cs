using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Architecture.Tests.Compiling;

/// <summary>A small program, compiled against the built packages as a user's would be.</summary>
internal sealed class Program
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Actors;
        """;

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    private readonly TextSpan _marked;
    private readonly Diagnostic[] _errors;

    /// <param name="source">The text; what stands between <c>[|</c> and <c>|]</c>, if anything, is where its mistake is.</param>
    public Program(string source)
    {
        int begin = source.IndexOf("[|", StringComparison.Ordinal);
        int end = source.IndexOf("|]", StringComparison.Ordinal) - 2;
        _marked = begin < 0 ? default : TextSpan.FromBounds(begin, end);
        CSharpCompilation compilation = Compile(source.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal));
        _errors = [.. compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)];
    }

    /// <summary>A package as the compiler sees it from outside.</summary>
    public static IAssemblySymbol ReferencedAssembly(string name)
    {
        CSharpCompilation compilation = Compile("");
        return compilation.References.Select(compilation.GetAssemblyOrModuleSymbol).OfType<IAssemblySymbol>().Single(assembly => assembly.Name == name);
    }

    public void AssertCompiles() => Findings.AssertNone(_errors.Select(error => error.ToString()));

    /// <summary>The compiler refuses what is marked, and nothing else, and says <paramref name="id"/>.</summary>
    public void AssertRefused(string id)
    {
        Diagnostic error = Assert.Single(_errors);
        Assert.Equal(id, error.Id);
        Assert.True(_marked.IntersectsWith(error.Location.SourceSpan), $"The mistake is at {_marked}, but the compiler complains at {error.Location.SourceSpan}: {error}");
    }

    private static CSharpCompilation Compile(string source)
    {
        CSharpParseOptions options = new(LanguageVersion.CSharp14);
        return CSharpCompilation.Create(
            "Program",
            [CSharpSyntaxTree.ParseText(Usings, options), CSharpSyntaxTree.ParseText(source, options)],
            References,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }
}
