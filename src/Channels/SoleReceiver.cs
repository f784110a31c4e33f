namespace Channels;

/// <summary>A receiver that nobody stands beside: it cannot be cloned, whatever its channel could do.</summary>
internal sealed class SoleReceiver<T>(IReceivingSide<T> side) : Receiver<T>(side);
