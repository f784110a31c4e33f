namespace Stress;

/// <summary>What became of the messages of one run.</summary>
internal sealed record Tally(long Written, long Lost, long Duplicated, long Reordered, long CancelledReads, long CancelledWrites)
{
    public long Wrong => Math.Abs(Lost) + Duplicated + Reordered;

    public long Cancels => CancelledReads + CancelledWrites;

    public string ToRow(string name, TimeSpan took) =>
        $"| {name} | {Written:N0} | {Lost:N0} | {Duplicated:N0} | {Reordered:N0} | {CancelledReads:N0} | {CancelledWrites:N0} | {took.TotalSeconds:F1} |";
}
