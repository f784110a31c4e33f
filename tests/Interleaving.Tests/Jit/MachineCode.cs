using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Interleaving.Tests.Jit;

/// <summary>Compiles sources as a program, runs it, and has the runtime write down the machine code of some of its methods.</summary>
internal sealed class MachineCode : IDisposable
{
    private const string Prefix = "source/";

    private static readonly string[] Doors = ["Atomic.cs", "Interleave.cs"];

    private static readonly CSharpParseOptions Options = new(LanguageVersion.CSharp14);

    // Code that reference types share looks its types up in a dictionary, whose slots are given out in the order of asking:
    // which slot it is says nothing about the code.
    private static readonly Regex DictionarySlot = new(@"(mov\s+(\w+), qword ptr \[\w+)\+0x\w+(\]\n\s+test\s+\2, \2\n)");

    // What the log's generator would write, for a program that has nobody to log to.
    private static readonly Regex GeneratedLine = new(@"public static partial (void \w+\([^;]*\));");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hook-cost-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The sources of the libraries, from the folders that are named.</summary>
    public static IEnumerable<SyntaxTree> Sources(params string[] libraries)
    {
        Assembly self = typeof(MachineCode).Assembly;
        foreach (string name in self.GetManifestResourceNames().Where(name => libraries.Any(library => name.StartsWith($"{Prefix}{library}/", StringComparison.Ordinal))))
        {
            using StreamReader reader = new(self.GetManifestResourceStream(name)!);
            yield return CSharpSyntaxTree.ParseText(GeneratedLine.Replace(reader.ReadToEnd(), "public static $1 { }"), Options, name[(name.LastIndexOf('/') + 1)..]);
        }

        yield return CSharpSyntaxTree.ParseText("global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;", Options, "Usings.cs");
    }

    /// <summary>The machine code of a program's methods, with the hooks and without.</summary>
    /// <param name="sources">The libraries.</param>
    /// <param name="program">The program, which calls what is compared.</param>
    /// <param name="methods">The names of the methods, as the runtime's compiler takes them.</param>
    /// <param name="space">What the full names of those begin with that are looked at, divided by bars: the framework's own methods of the same name are none of our business.</param>
    public (Dictionary<string, string> WithHooks, Dictionary<string, string> Without) Compare(IReadOnlyList<SyntaxTree> sources, string program, string methods, string space)
    {
        List<SyntaxTree> shipped = [.. sources, CSharpSyntaxTree.ParseText(program, Options, "Program.cs")];
        List<SyntaxTree> bare = [.. shipped.Select(tree => Doors.Contains(tree.FilePath) ? tree : tree.WithRootAndOptions(new HookRemover().Visit(tree.GetRoot()), tree.Options))];
        return (Run("with", shipped, methods, space), Run("without", bare, methods, space));
    }

    private Dictionary<string, string> Run(string name, IEnumerable<SyntaxTree> trees, string methods, string space)
    {
        string folder = _folder.CreateSubdirectory(name).FullName;
        string program = Path.Combine(folder, "HotPaths.dll");
        string listing = Path.Combine(folder, "listing.txt");
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] extensions = [.. Directory.EnumerateFiles(AppContext.BaseDirectory, "Microsoft.Extensions.*.dll")];

        IEnumerable<MetadataReference> references = Directory.EnumerateFiles(framework, "System*.dll")
            .Where(IsManaged)
            .Concat(extensions)
            .Select(path => MetadataReference.CreateFromFile(path));
        var result = CSharpCompilation.Create(
            "HotPaths", trees, references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable, deterministic: true)).Emit(program);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));

        foreach (string extension in extensions) File.Copy(extension, Path.Combine(folder, Path.GetFileName(extension)));
        File.Copy(Path.ChangeExtension(typeof(MachineCode).Assembly.Location, ".runtimeconfig.json"), Path.ChangeExtension(program, ".runtimeconfig.json"));
        ProcessStartInfo start = new(Path.Combine(framework, "..", "..", "..", "dotnet"), [program])
        {
            Environment =
            {
                ["DOTNET_TieredCompilation"] = "0",
                ["DOTNET_JitDisasm"] = methods,
                // Addresses are written as what they are not: the same in every run.
                ["DOTNET_JitDisasmDiffable"] = "1",
                ["DOTNET_JitStdOutFile"] = listing,
            },
        };
        using Process child = Process.Start(start)!;
        Assert.True(child.WaitForExit(TimeSpan.FromMinutes(1)), "The program ends.");
        Assert.Equal(0, child.ExitCode);
        return Methods(File.ReadAllLines(listing), space);
    }

    private static bool IsManaged(string path)
    {
        try
        {
            return AssemblyName.GetAssemblyName(path) is not null;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }

    /// <summary>The methods of a listing: their instructions and labels, without the comments that tell how they came about.</summary>
    private static Dictionary<string, string> Methods(string[] lines, string space)
    {
        const string Header = "; Assembly listing for method ";
        Dictionary<string, string> methods = [];
        string? current = null;
        foreach (string line in lines)
        {
            if (line.StartsWith(Header, StringComparison.Ordinal))
            {
                current = line[Header.Length..];
                if (!space.Split('|').Any(beginning => current.StartsWith(beginning, StringComparison.Ordinal))) current = null;
                else methods[current] = "";
            }
            else if (current is not null && line.Length != 0 && line[0] != ';')
            {
                methods[current] += line + "\n";
            }
        }

        return methods.ToDictionary(method => method.Key, method => method.Key.Contains("__Canon", StringComparison.Ordinal) ? DictionarySlot.Replace(method.Value, "$1+slot$3") : method.Value);
    }
}
