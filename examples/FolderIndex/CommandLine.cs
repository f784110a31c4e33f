using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace FolderIndex;

/// <summary>Turns the arguments into options, or says in one sentence what is wrong with them and what to do.</summary>
public static class CommandLine
{
    private const string Known = "--top N, --readers N, --shards N, --exclude NAME and --plain";

    public static bool TryParse(string[] args, [NotNullWhen(true)] out IndexOptions? options, [NotNullWhen(false)] out string? error)
    {
        options = new IndexOptions("");
        error = null;
        Queue<string> left = new(args);
        while (error is null && left.TryDequeue(out string? arg))
        {
            options = arg switch
            {
                "--plain" => options with { IsPlain = true },
                "--top" => options with { Top = TakeNumber(arg, left, 1_000_000, ref error) },
                "--readers" => options with { Readers = TakeNumber(arg, left, 64, ref error) },
                "--shards" => options with { Shards = TakeNumber(arg, left, 64, ref error) },
                "--exclude" => options with { Excludes = [.. options.Excludes, TakeName(arg, left, ref error)] },
                _ => TakeFolder(arg, options, ref error),
            };
        }

        if (error is null) options = FindFolder(options, ref error);
        if (error is not null) options = null;
        return error is null;
    }

    private static int TakeNumber(string option, Queue<string> left, int most, ref string? error)
    {
        left.TryDequeue(out string? text);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most) return number;
        error = $"{option} is {(text is null ? "missing its number" : $"'{text}'")}; give a whole number from 1 to {most}, as in {option} 8.";
        return 0;
    }

    private static string TakeName(string option, Queue<string> left, ref string? error)
    {
        left.TryDequeue(out string? name);
        if (!string.IsNullOrEmpty(name) && !name.StartsWith("--", StringComparison.Ordinal) && !name.Contains('/')) return name;
        error = $"{option} is {(name is null ? "missing its name" : $"'{name}'")}; give the name of a directory without its path, as in {option} node_modules.";
        return "";
    }

    private static IndexOptions TakeFolder(string arg, IndexOptions options, ref string? error)
    {
        if (arg.StartsWith('-')) error = $"Unknown option '{arg}'; the options are {Known}.";
        else if (arg.Length == 0) error = "The folder is an empty text; give a folder, or nothing for the current one.";
        else if (options.Folder.Length != 0) error = $"'{arg}' is a second folder after '{options.Folder}'; give one folder.";
        return options with { Folder = arg };
    }

    private static IndexOptions FindFolder(IndexOptions options, ref string? error)
    {
        string folder = options.Folder.Length == 0 ? "." : options.Folder;
        if (!Directory.Exists(folder)) error = $"There is no folder '{folder}'; give one that exists, or nothing for the current one.";
        return options with { Folder = Path.GetFullPath(folder) };
    }
}
