using System.Threading.Tasks.Sources;

namespace Actors.Messaging;

/// <summary>A <see cref="HandlerSign"/> of a handler that is to reply.</summary>
internal sealed class HandlerSign<TReply> : IValueTaskSource<TReply>
{
    private const short Aside = 1;
    private const short Unhandled = 2;
    private const short Open = 3;

    private static readonly HandlerSign<TReply> Instance = new();

    public static ValueTask<TReply> PutAside => new(Instance, Aside);

    public static ValueTask<TReply> NotHandled => new(Instance, Unhandled);

    public static ValueTask<TReply> KeptOpen => new(Instance, Open);

    /// <summary>Whether a result is one, and which.</summary>
    public static bool IsOne(ValueTask<TReply> result, out ValueTask sign)
    {
        sign = result == PutAside ? HandlerSign.PutAside : result == NotHandled ? HandlerSign.NotHandled : HandlerSign.KeptOpen;
        return result == PutAside || result == NotHandled || result == KeptOpen;
    }

    public ValueTaskSourceStatus GetStatus(short token) => ValueTaskSourceStatus.Faulted;

    public TReply GetResult(short token) => throw new HandlerSignException(token == Aside ? HandlerSign.PutAside : token == Unhandled ? HandlerSign.NotHandled : HandlerSign.KeptOpen);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) => continuation(state);
}
