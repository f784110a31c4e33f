namespace Documentation.Tests;

/// <summary>One Markdown file of the repository, with its fenced blocks.</summary>
internal sealed class Page
{
    private Page(string path)
    {
        Path = path;
        Text = File.ReadAllText(FullPath);
        Blocks = [.. ReadBlocks()];
    }

    /// <summary>The root of the checkout that the tests were built from.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The pages for users: the README and everything under docs.</summary>
    public static IReadOnlyList<Page> ForUsers { get; } = [Open("README.md"), .. Under("docs")];

    /// <summary>Every page, those for contributors included.</summary>
    public static IReadOnlyList<Page> All { get; } =
        [.. Directory.EnumerateFiles(Root, "*.md").Select(Relative).Order(StringComparer.Ordinal).Select(Open), .. new[] { "docs", "examples", "benchmarks", "src", "tests" }.SelectMany(Under)];

    /// <summary>Where it lies, from the root, with slashes.</summary>
    public string Path { get; }

    public string FullPath => At(Path);

    public string Text { get; }

    public IReadOnlyList<Block> Blocks { get; }

    public static Page Open(string path) => new(path);

    public static string At(string path) => System.IO.Path.Combine(Root, path);

    private static IEnumerable<Page> Under(string directory) =>
        Directory.Exists(At(directory))
            ? Directory.EnumerateFiles(At(directory), "*.md", SearchOption.AllDirectories).Select(Relative)
                .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Open)
            : [];

    private static string Relative(string file) => System.IO.Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string FindRoot()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(System.IO.Path.Combine(directory.FullName, "Actors.sln"))) directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException($"There is no Actors.sln above {AppContext.BaseDirectory}. Run the tests from a build inside the checkout.");
    }

    private IEnumerable<Block> ReadBlocks()
    {
        string[] lines = Text.ReplaceLineEndings("\n").Split('\n');
        for (int at = 0; at < lines.Length; at++)
        {
            if (!lines[at].StartsWith("```", StringComparison.Ordinal)) continue;
            int begin = at++;
            while (at < lines.Length && lines[at] != "```") at++;
            yield return new Block(this, begin + 1, lines[begin][3..].Trim(), string.Join('\n', lines[(begin + 1)..Math.Min(at, lines.Length)]));
        }
    }
}
