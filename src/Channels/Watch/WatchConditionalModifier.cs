namespace Channels;

/// <summary>Changes the value of a watch, or decides not to, for <see cref="WatchSender{T}.ModifyIf"/>; like <see cref="WatchModifier{T}"/> it may run more than once.</summary>
/// <param name="value">A copy of the newest value.</param>
/// <returns><see langword="false"/> to leave the channel as it is: what was assigned is dropped.</returns>
public delegate bool WatchConditionalModifier<T>(ref T value);
