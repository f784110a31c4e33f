using System.Reflection;
using System.Runtime.CompilerServices;

namespace Architecture.Tests.Conventions;

/// <summary>What every class of the packages keeps to.</summary>
public class TypeTests
{
    // Classes that are no use but as a base and yet not abstract. There is none.
    private static readonly Type[] MadeForSubclassing = [];

    [Fact]
    public void A_class_is_sealed_unless_it_is_made_for_subclassing()
    {
        string[] wrong = [.. Assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !MadeForSubclassing.Contains(type) && !IsCompilerGenerated(type))
            .Select(type => $"{type.FullName} is neither sealed nor abstract. Seal it, or list it here and say in its doc which members to override.")];

        Findings.AssertNone(wrong);
    }

    [Fact]
    public void Only_tests_of_this_house_see_internals()
    {
        List<string> wrong = [];
        foreach (Assembly assembly in Assemblies)
        {
            foreach (string friend in assembly.GetCustomAttributes<InternalsVisibleToAttribute>().Select(attribute => attribute.AssemblyName))
            {
                if (!File.Exists(Repository.At($"tests/{friend}/{friend}.csproj")))
                    wrong.Add($"{assembly.GetName().Name} shows its internals to {friend}, which is no test project of this repository.");
            }
        }

        Findings.AssertNone(wrong);
    }

    [Fact]
    public void Channels_uses_nothing_but_the_base_class_library()
    {
        string shared = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

        string[] foreigners = [.. typeof(Channels.Mpsc).Assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => !File.Exists(Path.Combine(shared, name + ".dll")))];

        Findings.AssertNone(foreigners);
    }

    private static IEnumerable<Assembly> Assemblies => Repository.Packages.Select(package => Assembly.Load(Path.GetFileName(package)));

    private static bool IsCompilerGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.Name.StartsWith('<') || (type.DeclaringType is { } outer && IsCompilerGenerated(outer));
}
