namespace Actors.Messaging;

/// <summary>A <see cref="Notice"/> of a type.</summary>
internal abstract class Notice<TMessage> : Notice
{
    /// <summary>What the handler gets; asked for inside the actor's turn, each time that the notice is handled.</summary>
    public abstract TMessage Message { get; }

    public override bool Is<T>() => Subject is T || typeof(T).IsAssignableFrom(typeof(TMessage));
}
