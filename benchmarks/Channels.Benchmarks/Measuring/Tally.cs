namespace Channels.Benchmarks.Measuring;

/// <summary>What arrived: how many, and the sum of their numbers.</summary>
internal readonly record struct Tally(long Count, long Sum)
{
    public static Tally Of(IEnumerable<Tally> parts) => parts.Aggregate((one, other) => new Tally(one.Count + other.Count, one.Sum + other.Sum));

    /// <summary>Holds the result against the messages 0, 1, 2 and so on.</summary>
    public void ThrowIfNot(long messages)
    {
        Tally expected = new(messages, messages * (messages - 1) / 2);
        if (this != expected) throw new InvalidOperationException($"{messages} messages with the sum {expected.Sum} were sent, but {Count} with the sum {Sum} arrived.");
    }
}
