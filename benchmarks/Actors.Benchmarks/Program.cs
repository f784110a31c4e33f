using System.Globalization;
using Benchmarks;
using Benchmarks.Contestants;
using Benchmarks.Measuring;
using Benchmarks.Reporting;

// No culture is set here: it would travel with every continuation and cost more than some of what is measured.
if (!Options.TryParse(args, out Options? options, out string? error))
{
    Console.Error.WriteLine(error);
    return 2;
}

if (options.Text is { } text)
{
    Console.WriteLine(text);
    return 0;
}

foreach (Contestant contestant in options.Contestants) await contestant.StartAsync();
string loadBefore = Machine.Load();
List<Row> rows = [];
string group = "";
int exitCode = 0;
foreach (Shape shape in options.Shapes)
{
    // Row by row, for those who watch.
    if (group != shape.Group && !options.IsBare) Console.WriteLine($"\n{shape.Group}\n{Markdown.HeaderOf(options.Contestants)}");
    group = shape.Group;
    foreach (Row row in await MeasureAsync(shape))
    {
        rows.Add(row);
        if (!options.IsBare) Console.WriteLine(Markdown.RowOf(row, Notes.None));
        else foreach (Figure figure in row.Figures.Where(figure => figure.Value is not null)) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Name};{figure.Contestant.Name};{figure.Value}"));
    }
}

foreach (Contestant contestant in options.Contestants) await contestant.StopAsync();
if (options.IsBare) return exitCode;

Report report = new(rows, options.Contestants, options.Settings.Rounds, Machine.Describe(), loadBefore, Machine.Load());
Console.WriteLine($"\n{Markdown.CostsOf(report)}\n{report.Conditions}\n{report.Verdict}");
if (options.OutputDirectory is { } directory)
{
    Directory.CreateDirectory(directory);
    File.WriteAllText(Path.Combine(directory, "actors.md"), Markdown.Of(report));
    File.WriteAllText(Path.Combine(directory, "actors.svg"), Chart.Of(report));
    Console.WriteLine($"Written to actors.md and actors.svg in {directory}.");
}

return exitCode;

// What is wrong in one shape is said, and does not keep the others from being measured.
async Task<IReadOnlyList<Row>> MeasureAsync(Shape shape)
{
    try
    {
        return await shape.MeasureAsync(options.Contestants, options.Settings);
    }
    catch (Exception wrong)
    {
        Console.Error.WriteLine($"{shape.Name}: {wrong.Message}");
        exitCode = 1;
        return [];
    }
}
