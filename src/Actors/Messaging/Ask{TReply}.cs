using System.Runtime.ExceptionServices;
using System.Threading.Tasks.Sources;

namespace Actors.Messaging;

/// <summary>An <see cref="Ask"/> for a reply of a type.</summary>
internal sealed class Ask<TReply> : Ask, IValueTaskSource<TReply>
{
    // Written by the one who ended it with a reply, before the wait is completed.
    private TReply _reply = default!;

    /// <summary>What the asker awaits, once.</summary>
    public ValueTask<TReply> Reply => new(this, Version);

    public static Ask<TReply> Begin(AskRegistry registry, IAskParty target, object request, TimeSpan timeout)
    {
        Ask<TReply> ask = MessagePool<Ask<TReply>>.Rent();
        ask.BeginLife(registry, target, request, timeout);
        return ask;
    }

    /// <summary>Gives the reply; false if the asker is gone, and then it is dropped.</summary>
    public bool TryReply(TReply reply) => TryReply(Life, reply);

    /// <summary>The same for who may be late: false as well if it has gone on to another life.</summary>
    public bool TryReply(int life, TReply reply)
    {
        if (!TryEnd(life)) return false;
        _reply = reply;
        Registry.Ledger.Count(AskOutcome.Replied);
        Complete();
        return true;
    }

    public TReply GetResult(short token)
    {
        End(token, out Exception? error);
        TReply reply = _reply;
        Release();
        if (error is not null) ExceptionDispatchInfo.Throw(error);
        return reply;
    }

    public ValueTaskSourceStatus GetStatus(short token)
    {
        if (IsPending(token)) return ValueTaskSourceStatus.Pending;
        if (IsFailed) return ValueTaskSourceStatus.Faulted;
        return IsCancelled ? ValueTaskSourceStatus.Canceled : ValueTaskSourceStatus.Succeeded;
    }

    void IValueTaskSource<TReply>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        Await(continuation, state, token, flags);

    protected override void Clear() => _reply = default!;

    protected override void Pool() => MessagePool<Ask<TReply>>.Return(this);
}
