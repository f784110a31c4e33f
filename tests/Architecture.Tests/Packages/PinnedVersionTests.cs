using System.Text.Json;
using System.Xml.Linq;

namespace Architecture.Tests.Packages;

/// <summary>Every package that a restore finds stands in Directory.Packages.props with its version, so that nothing floats.</summary>
public class PinnedVersionTests
{
    public static TheoryData<string> Projects => [.. Repository.Projects.Select(Repository.Relative)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_package_of_a_project_has_the_version_that_is_pinned(string project)
    {
        Dictionary<string, string> pinned = XDocument.Load(Repository.At("Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(pin => pin.Attribute("Include")!.Value, pin => pin.Attribute("Version")!.Value, StringComparer.OrdinalIgnoreCase);
        string restored = Path.Combine(Path.GetDirectoryName(Repository.At(project))!, "obj", "project.assets.json");
        Assert.True(File.Exists(restored), $"{project} was not restored, so there is nothing to compare. Run 'dotnet restore' first.");
        using JsonDocument assets = JsonDocument.Parse(File.ReadAllText(restored));
        HashSet<string> fromSdk = FromSdk(assets);

        List<string> wrong = [];
        foreach (JsonProperty library in assets.RootElement.GetProperty("libraries").EnumerateObject().Where(library => library.Value.GetProperty("type").GetString() == "package"))
        {
            string[] parts = library.Name.Split('/');
            if (fromSdk.Contains(parts[0])) continue;
            if (!pinned.TryGetValue(parts[0], out string? version)) wrong.Add($"{parts[0]} is not pinned. Add <PackageVersion Include=\"{parts[0]}\" Version=\"{parts[1]}\" /> to Directory.Packages.props.");
            else if (version != parts[1]) wrong.Add($"{parts[0]} is pinned to {version}, but {parts[1]} was restored.");
        }

        Findings.AssertNone(wrong);
    }

    /// <summary>What the SDK adds by itself, in the version that it brings; global.json chooses that.</summary>
    private static HashSet<string> FromSdk(JsonDocument assets) =>
        [.. assets.RootElement.GetProperty("project").GetProperty("frameworks").EnumerateObject()
            .Where(framework => framework.Value.TryGetProperty("dependencies", out _))
            .SelectMany(framework => framework.Value.GetProperty("dependencies").EnumerateObject())
            .Where(dependency => dependency.Value.TryGetProperty("autoReferenced", out JsonElement isAuto) && isAuto.GetBoolean())
            .Select(dependency => dependency.Name)];
}
