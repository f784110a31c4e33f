namespace Channels.Benchmarks.Measuring;

/// <summary>One way to do the work of a shape. Each side may have several, and the fastest counts.</summary>
/// <param name="IsOurs">Whether it is this project's, or System.Threading.Channels'.</param>
/// <param name="Form">How the channel is made and used, for the report.</param>
/// <param name="Work">Moves a lap's messages and tells what arrived.</param>
internal sealed record Candidate(bool IsOurs, string Form, Func<Lap, Task<Tally>> Work);
