namespace Channels;

/// <summary>A channel for one event without a value, told to everybody, present and future: postage's <c>barrier</c>.</summary>
/// <remarks>
/// Named in full, because <c>Barrier</c> is a type of System.Threading that means another thing; for parties that wait
/// for each other see <see cref="AsyncBarrier"/>.
/// <code>
/// var (sender, receiver) = BarrierChannel.Create();
/// sender.Fire();
/// await receiver.WaitAsync();
/// </code>
/// </remarks>
public static class BarrierChannel
{
    /// <summary>A barrier that stands until its sender fires or is disposed.</summary>
    public static (BarrierSender Sender, BarrierReceiver Receiver) Create()
    {
        BarrierGate gate = new();
        return (new BarrierSender(gate), new BarrierReceiver(gate));
    }
}
