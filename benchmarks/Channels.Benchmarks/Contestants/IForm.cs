using System.Threading.Channels;

namespace Channels.Benchmarks.Contestants;

/// <summary>One way to make a channel. A struct, so that the JIT compiles the work once for each form and no form sees the types of another.</summary>
internal interface IForm<T>
{
    /// <summary>Opens a channel with as many ends as there will be users of it.</summary>
    /// <param name="capacity"><see langword="null"/> for no bound.</param>
    /// <param name="writers">How many will write.</param>
    /// <param name="readers">How many will read.</param>
    static abstract Ends<T> Open(int? capacity, int writers, int readers);
}

/// <summary>What the users of a channel hold, one each.</summary>
internal readonly record struct Ends<T>(ChannelWriter<T>[] Writers, ChannelReader<T>[] Readers)
{
    public ChannelWriter<T> Writer => Writers[0];

    public ChannelReader<T> Reader => Readers[0];
}
