namespace Interleaving.Tests.Sequential;

/// <summary>What two threads did to a channel and what came of it, and whether it could have been done one after the other.</summary>
internal sealed class History
{
    private readonly List<Call>[] _sides = [[], []];
    private int _clock;

    public void Do(int side, RealChannel channel, Operation operation)
    {
        // One thread of a model runs at a time: this counts, and needs no point.
        int begun = _clock++;
        string result = channel.Apply(operation);
        _sides[side].Add(new Call(operation, result, begun, _clock++));
    }

    /// <summary>Whether there is an order that keeps what came before what, and in which a plain channel answers the same.</summary>
    public bool IsLinearizable(PlainChannel plain) => CanGoOn(plain, 0, 0);

    public override string ToString() => string.Join("\n", _sides.Select((calls, side) => $"side {side}: {string.Join(", ", calls)}"));

    private bool CanGoOn(PlainChannel plain, int first, int second)
    {
        Call? one = first < _sides[0].Count ? _sides[0][first] : null;
        Call? other = second < _sides[1].Count ? _sides[1][second] : null;
        if (one is null && other is null) return true;
        return (one is not null && !(other?.Ended < one.Begun) && Answers(plain, one) is { } afterOne && CanGoOn(afterOne, first + 1, second))
            || (other is not null && !(one?.Ended < other.Begun) && Answers(plain, other) is { } afterOther && CanGoOn(afterOther, first, second + 1));
    }

    private static PlainChannel? Answers(PlainChannel plain, Call call)
    {
        PlainChannel after = plain.Copy();
        return after.Apply(call.Operation) == call.Result ? after : null;
    }

    private sealed record Call(Operation Operation, string Result, int Begun, int Ended)
    {
        public override string ToString() => $"{Operation} = {Result} ({Begun} to {Ended})";
    }
}
