namespace Channels;

/// <summary>Changes the value of a watch, for <see cref="WatchSender{T}.Modify"/>: a function of the value it is given, without other effects, for it may run more than once.</summary>
/// <param name="value">A copy of the newest value. Assign a new one; leave an object that it refers to as it is, for others read it meanwhile.</param>
public delegate void WatchModifier<T>(ref T value);
