namespace Channels.Benchmarks.Contestants;

/// <summary>One way to hand over one value, once: the reply to a request.</summary>
/// <typeparam name="TSlot">What the asker keeps.</typeparam>
internal interface IReplies<TSlot>
{
    static abstract TSlot Create();

    static abstract void Reply(TSlot slot, long value);

    static abstract ValueTask<long> AnswerAsync(TSlot slot);
}
