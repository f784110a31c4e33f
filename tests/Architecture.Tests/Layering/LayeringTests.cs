namespace Architecture.Tests.Layering;

public class LayeringTests
{
    public static TheoryData<string> Packages => [.. Repository.Packages.Select(package => Path.GetFileName(package)!)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_folder_has_a_place_in_the_layers(string package)
    {
        Layers layers = LayersOf(package);
        using PackageAssembly assembly = new(package);

        string[] homeless = [.. assembly.Types.Where(type => !layers.Knows(type.Folder)).Select(type => $"{type.Type} lies in {type.Folder}, which Layers.cs does not know.")];

        Findings.AssertNone(homeless);
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_folder_uses_only_those_below_it(string package)
    {
        Layers layers = LayersOf(package);
        using PackageAssembly assembly = new(package);

        string[] wrong = [.. assembly.Uses(layers).Where(use => !layers.Allows(use.FromFolder, use.ToFolder)).Select(use => use.ToString()).Order(StringComparer.Ordinal)];

        Findings.AssertNone(wrong);
    }

    [Fact]
    public void What_the_test_sees_is_what_the_sources_say()
    {
        using PackageAssembly actors = new("Actors");

        HashSet<TypeUse> uses = actors.Uses(Layers.OfActors);

        // One of each kind: a base type in another package, a call in a body, and a linked file.
        Assert.Contains(uses, use => use is { From: "RoomWaiter", To: "Waiter", ToFolder: "Channels" });
        Assert.Contains(uses, use => use is { From: "SystemRegistration", FromFolder: "Hosting", To: "LocalActorSystem", ToFolder: "Local" });
        Assert.Contains(uses, use => use is { From: "RestartWindow", FromFolder: "Supervision", To: "Gate", ToFolder: "Atomics" });
    }

    [Fact]
    public void The_map_in_the_docs_is_the_one_that_the_code_draws()
    {
        string file = Repository.At("docs/architecture.md");
        string page = File.ReadAllText(file);

        string drawn = FolderMap.Put(page, FolderMap.Draw(Layers.OfPackages.Select(layers => (layers, UsesOf(layers)))));

        if (drawn == page) return;
        bool isRewritten = Environment.GetEnvironmentVariable("CI") != "true";
        if (isRewritten) File.WriteAllText(file, drawn);
        Assert.Fail(isRewritten
            ? "The map in docs/architecture.md was out of date. It is drawn again: look at the difference, and commit it."
            : "The map in docs/architecture.md is out of date. Run this test on your machine, where it draws the map again, and commit it.");
    }

    private static Layers LayersOf(string package) =>
        Layers.OfPackages.SingleOrDefault(layers => layers.Package == package) ?? throw new InvalidOperationException($"Layers.cs does not know the package {package}. Say there which folder may use which.");

    private static HashSet<TypeUse> UsesOf(Layers layers)
    {
        using PackageAssembly assembly = new(layers.Package);
        return assembly.Uses(layers);
    }
}
