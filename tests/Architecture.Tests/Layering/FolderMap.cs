using System.Text;

namespace Architecture.Tests.Layering;

/// <summary>Draws who uses whom as the table that stands in docs/architecture.md.</summary>
internal static class FolderMap
{
    private const string Begin = "<!-- map:begin -->";
    private const string End = "<!-- map:end -->";

    public static string Draw(IEnumerable<(Layers Layers, HashSet<TypeUse> Uses)> packages)
    {
        StringBuilder table = new();
        foreach ((Layers layers, HashSet<TypeUse> uses) in packages)
        {
            table.Append("\n| ").Append(layers.Package).Append(" | uses |\n|---|---|\n");
            string[] present = [.. uses.SelectMany(use => new[] { use.FromFolder, use.ToFolder }).Distinct()];
            foreach (string folder in layers.Folders.Reverse().Where(present.Contains))
            {
                // Another package has its own table.
                if (Layers.OfPackages.Any(other => other.Package == folder)) continue;
                string[] used = [.. layers.Folders.Reverse().Where(other => other != folder && uses.Any(use => use.FromFolder == folder && use.ToFolder == other))];
                table.Append("| ").Append(folder).Append(" | ").Append(used.Length == 0 ? "-" : string.Join(", ", used)).Append(" |\n");
            }
        }

        return table.Append('\n').ToString();
    }

    /// <summary>The page with the map put where it belongs.</summary>
    public static string Put(string page, string map)
    {
        int begin = page.IndexOf(Begin, StringComparison.Ordinal);
        int end = page.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin) throw new InvalidOperationException($"docs/architecture.md has no place for its map. Add the lines {Begin} and {End}.");
        return page[..(begin + Begin.Length)] + "\n" + map + page[end..];
    }
}
