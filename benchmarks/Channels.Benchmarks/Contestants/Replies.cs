using System.Threading.Channels;

namespace Channels.Benchmarks.Contestants;

internal readonly struct OurOneshot : IReplies<(OneshotSender<long> Sender, OneshotReceiver<long> Receiver)>
{
    public static (OneshotSender<long> Sender, OneshotReceiver<long> Receiver) Create() => Oneshot.Create<long>();

    public static void Reply((OneshotSender<long> Sender, OneshotReceiver<long> Receiver) slot, long value) => slot.Sender.TryWrite(value);

    public static ValueTask<long> AnswerAsync((OneshotSender<long> Sender, OneshotReceiver<long> Receiver) slot) => slot.Receiver.ReadAsync();
}

/// <summary>The field's usual reply; its asker goes on in a work item of its own, as with the others, and not inside the reply.</summary>
internal readonly struct PeerCompletionSource : IReplies<TaskCompletionSource<long>>
{
    public static TaskCompletionSource<long> Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static void Reply(TaskCompletionSource<long> slot, long value) => slot.SetResult(value);

    public static ValueTask<long> AnswerAsync(TaskCompletionSource<long> slot) => new(slot.Task);
}

internal readonly struct PeerBoundedOne : IReplies<Channel<long>>
{
    public static Channel<long> Create() => Channel.CreateBounded<long>(new BoundedChannelOptions(1) { SingleReader = true, SingleWriter = true });

    public static void Reply(Channel<long> slot, long value) => slot.Writer.TryWrite(value);

    public static ValueTask<long> AnswerAsync(Channel<long> slot) => slot.Reader.ReadAsync();
}
