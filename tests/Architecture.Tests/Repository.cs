namespace Architecture.Tests;

/// <summary>The files these tests are about: the checkout they were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The directories under src, one for each package.</summary>
    public static IEnumerable<string> Packages => Directory.EnumerateDirectories(At("src"));

    /// <summary>What somebody wrote under src; nothing that a build made.</summary>
    public static IEnumerable<string> Sources =>
        Directory.EnumerateFiles(At("src"), "*.cs", SearchOption.AllDirectories).Where(file => !IsMade(Relative(file))).Order(StringComparer.Ordinal);

    /// <summary>Every project of the solution, as a full path.</summary>
    public static IEnumerable<string> Projects => File.ReadLines(At("Actors.sln"))
        .Where(line => line.Contains(".csproj\"", StringComparison.Ordinal))
        .Select(line => At(line.Split('"')[5].Replace('\\', '/')));

    public static string At(string relative) => Path.Combine(Root, relative);

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static bool IsMade(string relative) => relative.Contains("/obj/", StringComparison.Ordinal) || relative.Contains("/bin/", StringComparison.Ordinal);

    private static string FindRoot()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Actors.sln"))) directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException($"There is no Actors.sln above {AppContext.BaseDirectory}. Run the tests from a build inside the checkout.");
    }
}
