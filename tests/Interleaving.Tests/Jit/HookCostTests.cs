using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Abstractions;

namespace Interleaving.Tests.Jit;

/// <summary>The hooks of the interleaving tests cost nothing: with them and without, the channels become the same machine code.</summary>
public sealed class HookCostTests(ITestOutputHelper output) : IDisposable
{
    private const string Prefix = "source/Channels/";

    private static readonly string[] Doors = ["Atomic.cs", "Interleave.cs"];

    private static readonly string[] SlowPaths = ["EnqueueSlow", "TryFindNext", "WriteAsync", "Close"];

    // Code that reference types share looks its types up in a dictionary, whose slots are given out in the order of asking:
    // which slot it is says nothing about the code.
    private static readonly Regex DictionarySlot = new(@"(mov\s+(\w+), qword ptr \[\w+)\+0x\w+(\]\n\s+test\s+\2, \2\n)");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hook-cost-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Hot_paths_are_the_same_machine_code_with_hooks_and_without()
    {
        List<SyntaxTree> shipped = [.. Sources()];
        List<SyntaxTree> bare = [.. shipped.Select(tree => Doors.Contains(tree.FilePath) ? tree : tree.WithRootAndOptions(new HookRemover().Visit(tree.GetRoot()), tree.Options))];

        Dictionary<string, string> withHooks = MachineCode("with", shipped);
        Dictionary<string, string> without = MachineCode("without", bare);

        output.WriteLine($"{withHooks.Count} methods:\n{string.Join("\n", withHooks.Keys.Order(StringComparer.Ordinal))}");
        Assert.Contains(withHooks.Keys, method => method.Contains("TryWrite", StringComparison.Ordinal));
        Assert.Contains(withHooks.Keys, method => method.Contains("TryRead", StringComparison.Ordinal));
        Assert.Equal(withHooks.Keys.Order(StringComparer.Ordinal), without.Keys.Order(StringComparer.Ordinal));
        Assert.All(withHooks.Keys.Where(IsExact), method => Assert.Equal(withHooks[method], without[method]));
        Assert.All(withHooks.Keys.Where(method => !IsExact(method)), method => Assert.Equal(Calls(withHooks[method]), Calls(without[method])));
    }

    [Fact]
    public void Removing_the_hooks_changes_the_sources()
    {
        string queue = Sources().Single(tree => tree.FilePath == "MpscQueue.Producing.cs").ToString();

        string bare = new HookRemover().Visit(CSharpSyntaxTree.ParseText(queue).GetRoot()).ToFullString();

        Assert.Contains("Atomic.", queue, StringComparison.Ordinal);
        Assert.DoesNotContain("Atomic.", bare.Replace("Channels.Atomics", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    // In code that all reference types share, the compiler inlines one method more where the hooks are, and then gives its
    // registers to other variables. Off the fast path that is let pass, as long as nothing more is called.
    private static bool IsExact(string method) =>
        !method.Contains("__Canon", StringComparison.Ordinal) || !SlowPaths.Any(path => method.Contains($":{path}(", StringComparison.Ordinal));

    private static IEnumerable<string> Calls(string code) => code.Split('\n').Where(line => line.Contains(" call ", StringComparison.Ordinal));

    private static IEnumerable<SyntaxTree> Sources()
    {
        CSharpParseOptions options = new(LanguageVersion.CSharp14);
        Assembly self = typeof(HookCostTests).Assembly;
        foreach (string name in self.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using StreamReader reader = new(self.GetManifestResourceStream(name)!);
            yield return CSharpSyntaxTree.ParseText(reader.ReadToEnd(), options, name[Prefix.Length..]);
        }

        yield return CSharpSyntaxTree.ParseText("global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;", options, "Usings.cs");
        yield return CSharpSyntaxTree.ParseText(HotPaths.Program, options, "Program.cs");
    }

    /// <summary>Compiles and runs the sources, and has the runtime write down the machine code of each method.</summary>
    private Dictionary<string, string> MachineCode(string name, IEnumerable<SyntaxTree> trees)
    {
        string folder = _folder.CreateSubdirectory(name).FullName;
        string program = Path.Combine(folder, "HotPaths.dll");
        string listing = Path.Combine(folder, "listing.txt");
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

        IEnumerable<MetadataReference> references = Directory.EnumerateFiles(framework, "System*.dll")
            .Where(IsManaged)
            .Select(path => MetadataReference.CreateFromFile(path));
        var result = CSharpCompilation.Create(
            "HotPaths", trees, references,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable, deterministic: true)).Emit(program);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));

        File.Copy(Path.ChangeExtension(typeof(HookCostTests).Assembly.Location, ".runtimeconfig.json"), Path.ChangeExtension(program, ".runtimeconfig.json"));
        ProcessStartInfo start = new(Path.Combine(framework, "..", "..", "..", "dotnet"), [program])
        {
            Environment =
            {
                ["DOTNET_TieredCompilation"] = "0",
                ["DOTNET_JitDisasm"] = HotPaths.Methods,
                // Addresses are written as what they are not: the same in every run.
                ["DOTNET_JitDisasmDiffable"] = "1",
                ["DOTNET_JitStdOutFile"] = listing,
            },
        };
        using Process child = Process.Start(start)!;
        Assert.True(child.WaitForExit(TimeSpan.FromMinutes(1)), "The program ends.");
        Assert.Equal(0, child.ExitCode);
        return Methods(File.ReadAllLines(listing));
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
    private static Dictionary<string, string> Methods(string[] lines)
    {
        const string Header = "; Assembly listing for method ";
        Dictionary<string, string> methods = [];
        string? current = null;
        foreach (string line in lines)
        {
            if (line.StartsWith(Header, StringComparison.Ordinal))
            {
                current = line[Header.Length..];
                // The framework's own methods of the same name are none of our business.
                if (!current.StartsWith("Channels.", StringComparison.Ordinal)) current = null;
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
