using System.Threading.Tasks.Sources;

namespace Actors.Messaging;

/// <summary>What a handler returns that did not handle its message: known by sight, never a result.</summary>
/// <remarks>A handler that awaits it instead of returning it gets a <see cref="HandlerSignException"/>, which says the same and costs more.</remarks>
internal sealed class HandlerSign : IValueTaskSource
{
    private const short Aside = 1;
    private const short Unhandled = 2;
    private const short Open = 3;

    private static readonly HandlerSign Instance = new();

    /// <summary>The message is put into the actor's stash.</summary>
    public static ValueTask PutAside => new(Instance, Aside);

    /// <summary>The actor does not handle the message in the state it is in.</summary>
    public static ValueTask NotHandled => new(Instance, Unhandled);

    /// <summary>The handler awaits, and the actor goes on.</summary>
    public static ValueTask KeptOpen => new(Instance, Open);

    public static bool IsOne(ValueTask result) => result == PutAside || result == NotHandled || result == KeptOpen;

    public ValueTaskSourceStatus GetStatus(short token) => ValueTaskSourceStatus.Faulted;

    public void GetResult(short token) => throw new HandlerSignException(new ValueTask(this, token));

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => continuation(state);
}
