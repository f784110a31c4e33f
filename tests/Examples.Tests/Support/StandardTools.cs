using System.Globalization;

namespace Examples.Tests.Support;

/// <summary>Counts a folder with find, head, cat, wc, tr, cut, sort and uniq.</summary>
internal static class StandardTools
{
    // $1 is the folder. Writes the figures, and then a count and a term on each line.
    private const string Script = """
        set -e
        export LC_ALL=C
        cd "$1"
        lists=$(mktemp -d)
        trap 'rm -r "$lists"' EXIT

        find . -type d \( -name .git -o -name bin -o -name obj \) -prune -o -type f -print > "$lists/all"
        : > "$lists/text"
        while IFS= read -r file; do
            nuls=$(head -c 8000 "$file" | tr -d -c '\000' | wc -c)
            if [ "$nuls" -eq 0 ]; then printf '%s\n' "$file" >> "$lists/text"; fi
        done < "$lists/all"

        wc -l < "$lists/all"
        wc -l < "$lists/text"
        tr '\n' '\000' < "$lists/text" | xargs -0 cat > "$lists/content"
        wc -c < "$lists/content"
        wc -l < "$lists/content"

        while IFS= read -r file; do cat "$file"; echo; done < "$lists/text" |
            tr 'A-Z' 'a-z' | tr -cs 'a-z0-9_' '\n' | sed '/^$/d' | cut -b 1-1024 | sort | uniq -c
        """;

    public static async Task<Totals> CountAsync(string folder)
    {
        string[] lines = await Shell.RunAsync(Script, folder);
        long[] figures = [.. lines.Take(4).Select(Number)];
        var terms = lines.Skip(4).Select(line => line.Trim().Split(' ')).ToDictionary(line => line[1], line => Number(line[0]));
        return new Totals(figures[0], figures[0] - figures[1], figures[2], figures[3], terms);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
