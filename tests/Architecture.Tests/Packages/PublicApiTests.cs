using System.Text.Json;

namespace Architecture.Tests.Packages;

/// <summary>What a package offers is written down and approved; the analyzer compares at every build.</summary>
public class PublicApiTests
{
    public static TheoryData<string> Packages => [.. Repository.Packages.Select(package => Path.GetFileName(package)!)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_public_api_of_a_package_is_written_down(string package)
    {
        foreach (string state in new[] { "Shipped", "Unshipped" })
        {
            string file = Repository.At($"src/{package}/PublicAPI.{state}.txt");
            Assert.True(File.Exists(file), $"src/{package} has no PublicAPI.{state}.txt. Add one that begins with '#nullable enable'.");
            Assert.Equal("#nullable enable", File.ReadLines(file).First());
        }
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void The_build_of_a_package_compares_it_with_what_is_written_down(string package)
    {
        using JsonDocument assets = JsonDocument.Parse(File.ReadAllText(Repository.At($"src/{package}/obj/project.assets.json")));

        IEnumerable<string> packages = assets.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name.Split('/')[0]);

        Assert.Contains("Microsoft.CodeAnalysis.PublicApiAnalyzers", packages);
    }
}
