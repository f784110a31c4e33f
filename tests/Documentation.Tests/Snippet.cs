using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Documentation.Tests;

/// <summary>
/// A block of code as its reader sees it: with the types and the usings of the blocks above it on the page, and the
/// implicit usings of a console project. Compiled against the built packages, and run if it is a whole program.
/// </summary>
internal sealed class Snippet
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Language = new(LanguageVersion.CSharp14);

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) != "Documentation.Tests.dll")
            .Select(path => MetadataReference.CreateFromFile(path))];

    private readonly CSharpCompilation _compilation;
    private readonly Block _block;

    public Snippet(Block block)
    {
        _block = block;
        CompilationUnitSyntax code = Parse(block.Text);
        // A type is what the nearest block above says it is, and the block itself has the last word.
        HashSet<string> declared = [.. TypesOf(code).Select(KeyOf)];
        List<SyntaxTree> trees = [CSharpSyntaxTree.ParseText(ImplicitUsings, Language), code.SyntaxTree];
        List<UsingDirectiveSyntax> usings = [];
        foreach (Block above in block.Page.Blocks.Where(above => above.IsCode && above.Line < block.Line).Reverse())
        {
            CompilationUnitSyntax unit = Parse(above.Text);
            usings.AddRange(unit.Usings);
            MemberDeclarationSyntax[] types = [.. TypesOf(unit).Where(type => declared.Add(KeyOf(type)))];
            trees.Add(CSharpSyntaxTree.Create(SyntaxFactory.CompilationUnit([], unit.Usings, [], [.. types]).NormalizeWhitespace(), Language));
        }

        trees.Add(CSharpSyntaxTree.ParseText(string.Concat(usings.Select(each => "global " + each.WithoutTrivia().NormalizeWhitespace().ToFullString() + "\n").Distinct()), Language));
        IsProgram = code.Members.OfType<GlobalStatementSyntax>().Any();
        _compilation = CSharpCompilation.Create(
            $"Snippet-{block.Page.Path.Replace('/', '-')}-{block.Line}",
            trees,
            References,
            new CSharpCompilationOptions(
                IsProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                allowUnsafe: false));
    }

    public bool IsProgram { get; }

    public IEnumerable<string> Errors => _compilation.GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
        .Select(error => $"{_block.Page.Path}:{_block.Line + 1 + error.Location.GetLineSpan().StartLinePosition.Line} {error.Id} {error.GetMessage(null)}");

    /// <summary>Runs the program as a process of its own, with no log, and gives what it printed.</summary>
    public async Task<string> RunAsync(TimeSpan patience)
    {
        // Beside the test's own files: the packages that it needs lie there.
        string assembly = Path.Combine(AppContext.BaseDirectory, _compilation.AssemblyName + ".dll");
        await using (FileStream file = File.Create(assembly))
        {
            Assert.True(_compilation.Emit(file).Success);
        }

        string own = Path.Combine(AppContext.BaseDirectory, "Documentation.Tests");
        ProcessStartInfo start = new(DotNet, ["exec", "--runtimeconfig", own + ".runtimeconfig.json", "--depsfile", own + ".deps.json", assembly])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
            Environment = { ["Logging__LogLevel__Default"] = "None" },
        };
        using Process process = Process.Start(start)!;
        using CancellationTokenSource tooLong = new(patience);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(tooLong.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(tooLong.Token);
            await process.WaitForExitAsync(tooLong.Token);
            Assert.True(process.ExitCode == 0, $"{_block} ended with {process.ExitCode}: {await error}");
            return await output;
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static string DotNet => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    private static CompilationUnitSyntax Parse(string code) => CSharpSyntaxTree.ParseText(code, Language).GetCompilationUnitRoot();

    private static IEnumerable<MemberDeclarationSyntax> TypesOf(CompilationUnitSyntax unit) =>
        unit.Members.Where(member => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax);

    private static string KeyOf(MemberDeclarationSyntax member) => member switch
    {
        TypeDeclarationSyntax type => $"{type.Identifier.Text}`{type.TypeParameterList?.Parameters.Count ?? 0}",
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        _ => ((DelegateDeclarationSyntax)member).Identifier.Text,
    };
}
