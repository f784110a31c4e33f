using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Abstractions;

namespace Interleaving.Tests.Jit;

/// <summary>The hooks of the interleaving tests cost nothing: with them and without, channels and actors become the same machine code, but for what the compiler inlines in three long methods.</summary>
public sealed class HookCostTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string[] SlowPaths = ["EnqueueSlow", "TryFindNext", "WriteAsync", "Close"];

    // Long methods in which the compiler stops inlining one call earlier where the hooks are: it counts the doors, which it
    // has inlined. There the doors themselves must not be called.
    private static readonly string[] LongMethods = ["ActorLoop:RunTurn(", "Ask:BeginLife(", "Ask:End("];

    private readonly MachineCode _code = new();

    public void Dispose() => _code.Dispose();

    [Fact]
    public void Hot_paths_of_channels_are_the_same_machine_code_with_hooks_and_without() =>
        AssertSame([.. MachineCode.Sources("Channels")], HotPaths.Program, HotPaths.Methods, "Channels.", ":TryWrite(", ":TryRead(");

    [Fact]
    public void Hot_paths_of_actors_are_the_same_machine_code_with_hooks_and_without() =>
        AssertSame(
            [.. MachineCode.Sources("Channels", "Actors")], ActorHotPaths.Program, ActorHotPaths.Methods, "Actors.|Channels.Waiting.RunNext:",
            ":Post(", ":TakeRestOrPark(", ":RunTurn(", "PoolScheduler:Schedule(", "RunNext:Queue(", ":TryReply(");

    [Fact]
    public void Removing_the_hooks_changes_the_sources()
    {
        string queue = MachineCode.Sources("Channels").Single(tree => tree.FilePath == "MpscQueue.Producing.cs").ToString();

        string bare = new HookRemover().Visit(CSharpSyntaxTree.ParseText(queue).GetRoot()).ToFullString();

        Assert.Contains("Atomic.", queue, StringComparison.Ordinal);
        Assert.DoesNotContain("Atomic.", bare.Replace("Channels.Atomics", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    /// <param name="sources">The libraries.</param>
    /// <param name="program">The program, which calls what is compared.</param>
    /// <param name="methods">The names of the methods that are compared.</param>
    /// <param name="space">Where they are from, as <see cref="MachineCode.Compare"/> takes it.</param>
    /// <param name="among">What must be among them, lest nothing be compared.</param>
    private void AssertSame(IReadOnlyList<SyntaxTree> sources, string program, string methods, string space, params string[] among)
    {
        var (withHooks, without) = _code.Compare(sources, program, methods, space);

        output.WriteLine($"{withHooks.Count} methods:\n{string.Join("\n", withHooks.Keys.Order(StringComparer.Ordinal))}");
        Assert.All(among, name => Assert.Contains(withHooks.Keys, method => method.Contains(name, StringComparison.Ordinal)));
        Assert.Equal(withHooks.Keys.Order(StringComparer.Ordinal), without.Keys.Order(StringComparer.Ordinal));
        Assert.All(withHooks.Values, code => Assert.DoesNotContain(Calls(code), call => call.Contains("Channels.Atomics.Atomic", StringComparison.Ordinal) || call.Contains("Channels.Atomics.Interleave", StringComparison.Ordinal)));
        Assert.All(withHooks.Keys.Where(IsExact), method => Assert.Equal(withHooks[method], without[method]));
        Assert.All(withHooks.Keys.Where(method => !IsExact(method) && !IsLong(method)), method => Assert.Equal(Calls(withHooks[method]), Calls(without[method])));
    }

    // In code that all reference types share, the compiler inlines one method more where the hooks are, and then gives its
    // registers to other variables. Off the fast path that is let pass, as long as nothing more is called.
    private static bool IsExact(string method) =>
        !IsLong(method) && (!method.Contains("__Canon", StringComparison.Ordinal) || !SlowPaths.Any(path => method.Contains($":{path}(", StringComparison.Ordinal)));

    private static bool IsLong(string method) => LongMethods.Any(name => method.Contains(name, StringComparison.Ordinal));

    private static IEnumerable<string> Calls(string code) => code.Split('\n').Where(line => line.Contains(" call ", StringComparison.Ordinal));
}
