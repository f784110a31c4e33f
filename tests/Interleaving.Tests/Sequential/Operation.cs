namespace Interleaving.Tests.Sequential;

/// <summary>What can be done to a channel; of the two sides, the first four are the sender's.</summary>
internal enum Verb
{
    Write,
    Complete,
    Clone,
    Leave,
    Read,
    Peek,
    Close,
    Count,
}

/// <summary>One thing done to a channel, with the value it would write.</summary>
internal readonly record struct Operation(Verb Verb, int Value)
{
    public override string ToString() => Verb == Verb.Write ? $"{Verb} {Value}" : Verb.ToString();
}
