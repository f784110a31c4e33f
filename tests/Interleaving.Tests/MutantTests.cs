using Interleaving.Tests.Mutants;
using Xunit.Abstractions;

namespace Interleaving.Tests;

/// <summary>The models notice bugs: each one that is planted in the sources is found by the model that is there for it.</summary>
public sealed class MutantTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => [.. PlantedBugs.All.Select(mutant => mutant.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_planted_bug_is_found(string name)
    {
        Mutant mutant = PlantedBugs.All.Single(mutant => mutant.Name == name);

        string? failure = MutantCompiler.FindFailure(mutant);

        Assert.True(failure is not null, $"{mutant.Model.Name} did not notice: {name}.");
        output.WriteLine(failure);
    }
}
