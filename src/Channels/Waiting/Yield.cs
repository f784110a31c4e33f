using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace Channels.Waiting;

/// <summary>
/// The pause of a writer that never has to wait: what it made ready runs first, on its thread, while what it wrote is
/// still near. Without it a reader sleeps until another thread comes for it, and finds a flood.
/// </summary>
/// <remarks>The value is written, whatever becomes of the pause; who does not await it, or asks again whether it is over, is not held up. The semantics of tokio's cooperative yielding.</remarks>
internal sealed class Yield : Waiter, IValueTaskSource
{
    // A power of two; what was written since is to lie in the nearest cache still.
    private const int Every = 256;

    [ThreadStatic]
    private static Yield? t_spare;

    private bool _wasAsked;

    /// <summary>Whether a writer that has put in the value of this number may <see cref="Begin"/> a pause.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsDue(long number) => (number & (Every - 1)) == Every - 1;

    /// <summary>The pause, for the writer to return; none where nobody would gain by it.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ValueTask Begin()
    {
        if (!RunNext.IsWorthAPause) return default;
        // Where somebody else decides what runs next, such as a window or a test, a pause would be in the way.
        if (!Thread.CurrentThread.IsThreadPoolThread || SynchronizationContext.Current is not null || TaskScheduler.Current != TaskScheduler.Default) return default;
        Yield yield = t_spare ?? new Yield();
        t_spare = null;
        return new ValueTask(yield, yield.Version);
    }

    public ValueTaskSourceStatus GetStatus(short token)
    {
        _ = IsPending(token);
        // An await asks once, and then registers. Who asks again does not mean to, and would ask for ever.
        if (_wasAsked) return ValueTaskSourceStatus.Succeeded;
        _wasAsked = true;
        return ValueTaskSourceStatus.Pending;
    }

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        Register(continuation, state, token, flags);
        Resume();
    }

    public void GetResult(short token)
    {
        _ = IsPending(token);
        Forget();
        _wasAsked = false;
        t_spare = this;
    }
}
