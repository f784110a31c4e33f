namespace Channels.Benchmarks.Measuring;

/// <summary>A shape that is about the memory that channels keep.</summary>
/// <param name="Group">Which table of the report it belongs to.</param>
/// <param name="Name">What it is asked for by.</param>
/// <param name="Count">How many are made; the bytes are those of one.</param>
/// <param name="MostBytes">How many bytes ours may keep; <see langword="null"/> for no more than the peer's.</param>
/// <param name="Makers">What is made; of each side the smallest counts.</param>
internal sealed record SizeShape(string Group, string Name, int Count, double? MostBytes, Maker[] Makers) : Shape(Group, Name)
{
    public override async Task<Result> MeasureAsync(Settings settings)
    {
        List<double>[] bytes = [.. Makers.Select(_ => new List<double>())];
        // The first time around is for what is made once in a process.
        for (int round = 0; round <= Math.Min(settings.Rounds, 3); round++)
        {
            for (int index = 0; index < Makers.Length; index++)
            {
                double kept = await KeptAsync(Makers[index]);
                if (round != 0) bytes[index].Add(kept);
            }
        }

        Size[] sizes = [.. Makers.Select((maker, index) => new Size(maker, Score.Median(bytes[index])))];
        Size ours = sizes.Where(size => size.Maker.IsOurs).MinBy(size => size.Bytes)!;
        Size peer = sizes.Where(size => !size.Maker.IsOurs).MinBy(size => size.Bytes)!;
        return new SizeResult(this, ours, peer);
    }

    private async Task<double> KeptAsync(Maker maker)
    {
        // The array is there before; what is kept is what a user keeps, the two ends.
        (object, object?)[] kept = new (object, object?)[Count];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int index = 0; index < kept.Length; index++) kept[index] = await maker.MakeAsync();
        long after = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(kept);
        return (double)(after - before) / Count;
    }
}

/// <summary>Makes one of what is measured, in the state it is to be measured in, and hands over what its users hold.</summary>
internal sealed record Maker(bool IsOurs, string Form, Func<ValueTask<(object First, object? Second)>> MakeAsync);

internal sealed record Size(Maker Maker, double Bytes);

internal sealed record SizeResult(SizeShape Sized, Size Ours, Size Peer)
    : Result(Sized, Peer.Bytes / Ours.Bytes, 1, Sized.MostBytes is { } most ? Ours.Bytes <= most : Ours.Bytes <= Peer.Bytes);
