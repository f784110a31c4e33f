using Benchmarks;
using Channels.Benchmarks;
using Channels.Benchmarks.Measuring;
using Channels.Benchmarks.Reporting;

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

string loadBefore = Machine.Load();
List<Result> results = [];
string group = "";
foreach (Shape shape in options.Shapes)
{
    // Row by row, for those who watch.
    if (group != shape.Group)
    {
        group = shape.Group;
        Console.WriteLine($"\n{Markdown.HeaderOf(shape)}");
    }

    Result result = await shape.MeasureAsync(options.Settings);
    results.Add(result);
    Console.WriteLine(Markdown.RowOf(result));
}

Report report = new(results, options.Settings.Rounds, Machine.Describe(), loadBefore, Machine.Load());
Console.WriteLine($"\n{report.Conditions}\n{report.Verdict}");
if (options.OutputDirectory is { } directory)
{
    Directory.CreateDirectory(directory);
    File.WriteAllText(Path.Combine(directory, "channels.md"), Markdown.Of(report));
    File.WriteAllText(Path.Combine(directory, "channels.svg"), Chart.Of(report));
    Console.WriteLine($"Written to channels.md and channels.svg in {directory}.");
}

return 0;
