using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Benchmarks.Contestants;
using Benchmarks.Measuring;
using Benchmarks.Shapes;

namespace Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Settings">How long to measure.</param>
/// <param name="Shapes">What to measure.</param>
/// <param name="Contestants">Who takes part.</param>
/// <param name="OutputDirectory">Where the report goes; <see langword="null"/> for nowhere, which is the default for a part of the shapes or contestants and for quick runs.</param>
/// <param name="IsBare">Whether to print the speeds only, one a line, for a program to read.</param>
/// <param name="Text">What is to be printed instead of a measurement: the help, or the names of the shapes.</param>
internal sealed record Options(
    Settings Settings, IReadOnlyList<Shape> Shapes, IReadOnlyList<Contestant> Contestants, string? OutputDirectory, bool IsBare, string? Text)
{
    private const int MostRounds = 999;

    private static string Help =>
        $"""
        Measures this project's actors beside others, in turn and in one process.

          --quick            under three minutes: fewer and shorter rounds; prints, but writes no report
          --shape NAME       only the shapes whose name begins with these parts, such as tell or ask/64; may be given again
          --contestant NAME  only those whose name begins so, such as Actors or Akka; may be given again
          --rounds N         medians of N rounds, 1 to {MostRounds}; {Settings.Full.Rounds} by default, with --quick {Settings.Quick.Rounds}
          --out FOLDER       where actors.md and actors.svg are written; benchmarks/results by default, if everything is measured
          --bare             only lines of shape;contestant;figure
          --list             the names of all shapes
          --help             this text

        Shapes: {string.Join(", ", Catalogue.Families)}.
        Contestants: {string.Join(", ", Field.All.Select(contestant => contestant.Name))}.
        """;

    /// <summary>Reads the arguments, or says in one sentence what is wrong with them.</summary>
    public static bool TryParse(string[] args, [NotNullWhen(true)] out Options? options, [NotNullWhen(false)] out string? error)
    {
        options = null;
        error = null;
        (bool isQuick, bool isBare) = (false, false);
        string? wanted = null;
        int? rounds = null;
        string? output = null;
        List<Shape> shapes = [];
        List<Contestant> contestants = [];
        Queue<string> left = new(args);
        while (error is null && left.TryDequeue(out string? arg))
        {
            switch (arg)
            {
                case "--quick":
                    isQuick = true;
                    break;
                case "--bare":
                    isBare = true;
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
                    shapes.AddRange(Take(left, "--shape", Catalogue.All, (shape, name) => shape.IsMeantBy(name), ref error));
                    break;
                case "--contestant":
                    contestants.AddRange(Take(left, "--contestant", Field.All, (contestant, name) => contestant.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase), ref error));
                    break;
                case "--out":
                    output = TakeFolder(left, ref error);
                    break;
                default:
                    error = $"Unknown argument '{arg}'; --help names the options.";
                    break;
            }
        }

        if (error is not null) return false;
        bool isWhole = !isQuick && shapes.Count == 0 && contestants.Count == 0;
        Settings settings = isQuick ? Settings.Quick : Settings.Full;
        options = new Options(
            settings with { Rounds = rounds ?? settings.Rounds },
            shapes.Count == 0 ? Catalogue.All : [.. Catalogue.All.Where(shapes.Contains)],
            contestants.Count == 0 ? Field.All : [.. Field.All.Where(contestants.Contains)],
            output ?? (isWhole ? Machine.ResultsDirectory : null),
            isBare,
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

    private static T[] Take<T>(Queue<string> left, string option, IReadOnlyList<T> all, Func<T, string, bool> isMeant, ref string? error)
    {
        left.TryDequeue(out string? name);
        T[] meant = name is null ? [] : [.. all.Where(one => isMeant(one, name))];
        if (meant.Length == 0) error = $"{option} is {(name is null ? "missing its name" : $"'{name}', which there is not")}; --help and --list name what there is.";
        return meant;
    }

    private static string? TakeFolder(Queue<string> left, ref string? error)
    {
        if (left.TryDequeue(out string? folder) && Directory.Exists(folder)) return folder;
        error = $"--out is {(folder is null ? "missing its folder" : $"'{folder}', which is not there")}; give a folder that exists.";
        return null;
    }
}
