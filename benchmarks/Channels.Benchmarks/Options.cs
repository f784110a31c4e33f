using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Benchmarks;
using Channels.Benchmarks.Measuring;
using Channels.Benchmarks.Shapes;

namespace Channels.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Settings">How long to measure.</param>
/// <param name="Shapes">What to measure.</param>
/// <param name="OutputDirectory">Where the report goes; <see langword="null"/> for nowhere, which is the default for a part of the shapes and for quick runs.</param>
/// <param name="Text">What is to be printed instead of a measurement: the help, or the names of the shapes.</param>
internal sealed record Options(Settings Settings, IReadOnlyList<Shape> Shapes, string? OutputDirectory, string? Text)
{
    private const int MostRounds = 999;

    private static string Help =>
        $"""
        Measures this project's channels beside System.Threading.Channels, in turn and in one process.

          --quick         under two minutes: fewer and shorter rounds; prints, but writes no report
          --shape NAME    only the shapes whose name begins with these parts, such as 4:1 or 4:1/64; prints only; may be given again
          --rounds N      medians of N rounds, 1 to {MostRounds}; {Settings.Full.Rounds} by default, with --quick {Settings.Quick.Rounds}
          --out FOLDER    where channels.md and channels.svg are written; benchmarks/results by default
          --list          the names of all shapes
          --help          this text

        Shapes: {string.Join(", ", Catalogue.Families)}.
        """;

    /// <summary>Reads the arguments, or says in one sentence what is wrong with them.</summary>
    public static bool TryParse(string[] args, [NotNullWhen(true)] out Options? options, [NotNullWhen(false)] out string? error)
    {
        options = null;
        error = null;
        bool isQuick = false;
        string? wanted = null;
        int? rounds = null;
        string? output = null;
        List<Shape> shapes = [];
        Queue<string> left = new(args);
        while (error is null && left.TryDequeue(out string? arg))
        {
            switch (arg)
            {
                case "--quick":
                    isQuick = true;
                    break;
                case "--help" or "-h":
                    wanted = Help;
                    break;
                case "--list":
                    wanted = string.Join('\n', Catalogue.All.Select(shape => shape.Name));
                    break;
                case "--rounds":
                    rounds = TakeRounds(left, ref error);
                    break;
                case "--shape":
                    shapes.AddRange(TakeShapes(left, ref error));
                    break;
                case "--out":
                    output = TakeFolder(left, ref error);
                    break;
                default:
                    error = $"Unknown argument '{arg}'; the options are --quick, --shape NAME, --rounds N, --out FOLDER, --list and --help.";
                    break;
            }
        }

        if (error is not null) return false;
        bool isWhole = !isQuick && shapes.Count == 0;
        Settings settings = isQuick ? Settings.Quick : Settings.Full;
        options = new Options(
            settings with { Rounds = rounds ?? settings.Rounds },
            shapes.Count == 0 ? Catalogue.All : [.. Catalogue.All.Where(shapes.Contains)],
            output ?? (isWhole ? Machine.ResultsDirectory : null),
            wanted);
        return true;
    }

    private static int? TakeRounds(Queue<string> left, ref string? error)
    {
        left.TryDequeue(out string? text);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= MostRounds) return number;
        error = $"--rounds is {(text is null ? "missing its number" : $"'{text}'")}; give a whole number from 1 to {MostRounds}, as in --rounds 9.";
        return null;
    }

    private static Shape[] TakeShapes(Queue<string> left, ref string? error)
    {
        left.TryDequeue(out string? name);
        Shape[] meant = name is null ? [] : [.. Catalogue.All.Where(shape => shape.IsMeantBy(name))];
        if (meant.Length == 0) error = $"--shape is {(name is null ? "missing its name" : $"'{name}'")}; give one of --list, or its first parts, as in --shape 4:1/64.";
        return meant;
    }

    private static string? TakeFolder(Queue<string> left, ref string? error)
    {
        if (left.TryDequeue(out string? folder) && Directory.Exists(folder)) return folder;
        error = $"--out is {(folder is null ? "missing its folder" : $"'{folder}', which is not there")}; give a folder that exists.";
        return null;
    }
}
