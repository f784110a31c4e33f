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

    public static Ask<TReply> Begin(AskRegistry registry, IAskTarget target, object request, TimeSpan timeout)
    {
        Ask<TReply> ask = MessagePool<Ask<TReply>>.Rent();
        ask.BeginLife(registry, target, request, timeout);
        return ask;
    }

    /// <summary>Gives the reply; false if the asker is gone, and then it is dropped.</summary>
    public bool TryReply(TReply reply)
    {
        if (!TryEnd()) return false;
        _reply = reply;
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

    protected override void Clear() => _reply = default!;

    protected override void Pool() => MessagePool<Ask<TReply>>.Return(this);
}
