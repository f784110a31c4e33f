namespace Actors;

/// <summary>An actor that this one is linked to failed or was killed, and so this one fails, too. Watch the other to be told of its end instead.</summary>
public sealed class LinkedActorException : ActorException
{
    internal LinkedActorException(Terminated end)
        : base($"{end.Path}, which this actor is linked to, {(end.Reason == StopReason.Killed ? "was killed" : $"failed: {end.Error?.Message}")}. Watch it to be told of its end instead.", end.Error) => End = end;

    /// <summary>The end of the other.</summary>
    public Terminated End { get; }
}
