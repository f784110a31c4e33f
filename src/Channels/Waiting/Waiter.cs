using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;
using Channels.Atomics;

namespace Channels.Waiting;

/// <summary>
/// A wait that can be awaited, completed once, and used again: what an <see cref="IValueTaskSource"/> needs, without an
/// allocation per round.
/// </summary>
/// <remarks>
/// A round begins when a <see cref="ValueTask"/> is made with <see cref="Version"/>, is completed by exactly one call of
/// <see cref="Complete"/> from any thread, and ends with <see cref="EndRound"/>, which a derived class calls from
/// <c>GetResult</c>. Awaiting the same ValueTask twice, or reading its result before it is there, throws
/// <see cref="InvalidOperationException"/>. The continuation never runs inside <see cref="Complete"/>: it is queued to
/// the captured context, or by <see cref="QueueContinuation"/>.
/// </remarks>
public abstract class Waiter : Runnable
{
    // Stands in _continuation once the round is completed before anybody awaited it.
    private static readonly Action<object?> CompletedMark = static _ => { };

    // Null, then the awaiter's continuation or CompletedMark, whichever comes first: both sides compare-and-swap.
    private Action<object?>? _continuation;
    private object? _state;

    // The context that the awaiter wants to be resumed on; null for the pool.
    private object? _context;
    private short _version;
    private bool _isCompleted;

    /// <summary>The token of the current round; pass it to the <see cref="ValueTask"/> constructor.</summary>
    protected short Version => _version;

    /// <summary>Whether the current round was completed.</summary>
    // Pairs with Complete, and asks for both of its steps: somebody who polled between them could collect the result and
    // begin the next round, and the second step would resume the awaiter of that one. Who sees true sees the outcome.
    protected bool IsCompleted => Atomic.Read(ref _continuation) is not null && Atomic.Read(ref _isCompleted);

    /// <summary>Ends the wait: the awaiter, present or future, goes on.</summary>
    /// <remarks>Call it once a round, after the outcome was stored; who calls is settled by the derived class.</remarks>
    protected void Complete()
    {
        Atomic.Write(ref _isCompleted, true);
        // Pairs with the exchange in OnCompleted: one of the two sees the other and queues the continuation.
        if (Atomic.CompareExchange(ref _continuation, CompletedMark, null) is not null) Resume();
    }

    /// <summary>Ends the round that <paramref name="token"/> belongs to, so that the next may begin.</summary>
    /// <exception cref="InvalidOperationException">The round is not completed, or it is over already.</exception>
    protected void EndRound(short token)
    {
        if (token != _version || !IsCompleted) ThrowMisused();
        Forget();
    }

    /// <summary>What <see cref="EndRound"/> does once the round may end.</summary>
    private protected void Forget()
    {
        _continuation = null;
        _state = null;
        _context = null;
        _isCompleted = false;
        _version++;
    }

    /// <summary>Whether the round is still open; false means that its outcome may be read.</summary>
    /// <exception cref="InvalidOperationException"><paramref name="token"/> belongs to an earlier round.</exception>
    protected bool IsPending(short token)
    {
        if (token != _version) ThrowMisused();
        return !IsCompleted;
    }

    /// <summary>Registers what runs when the round is completed; the <see cref="IValueTaskSource"/> contract.</summary>
    /// <exception cref="InvalidOperationException">The round is over, or it is awaited already.</exception>
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        ArgumentNullException.ThrowIfNull(continuation);
        // A second awaiter is refused before it touches what the first one left here.
        if (token != _version || (Atomic.Read(ref _continuation) is { } first && !ReferenceEquals(first, CompletedMark))) ThrowMisused();

        Capture(ref continuation, state, flags);
        // Pairs with the exchange in Complete.
        Action<object?>? before = Atomic.CompareExchange(ref _continuation, continuation, null);
        if (before is null) return;
        if (!ReferenceEquals(before, CompletedMark)) ThrowMisused();
        _continuation = continuation;
        Resume();
    }

    /// <summary>What <see cref="OnCompleted"/> does in a class that announces the awaiter itself: afterwards <see cref="Resume"/> may be called, once.</summary>
    private protected void Register(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
    {
        ArgumentNullException.ThrowIfNull(continuation);
        if (token != _version || _continuation is not null) ThrowMisused();
        Capture(ref continuation, state, flags);
        _continuation = continuation;
    }

    /// <summary>Queues this waiter, which runs the continuation when it is executed; on the thread pool unless overridden.</summary>
    /// <remarks>On a thread of the pool that runs the continuation of a waiter, it runs next on that thread; what is blocked there goes to another thread after some milliseconds.</remarks>
    protected virtual void QueueContinuation() => QueueNext();

    private static object? CurrentContext()
    {
        if (SynchronizationContext.Current is { } context && context.GetType() != typeof(SynchronizationContext)) return context;
        return TaskScheduler.Current is { } scheduler && scheduler != TaskScheduler.Default ? scheduler : null;
    }

    private void Capture(ref Action<object?> continuation, object? state, ValueTaskSourceOnCompletedFlags flags)
    {
        if ((flags & ValueTaskSourceOnCompletedFlags.UseSchedulingContext) != 0) _context = CurrentContext();
        // Not what an await of the compiler asks for: that brings its own.
        if ((flags & ValueTaskSourceOnCompletedFlags.FlowExecutionContext) != 0 && ExecutionContext.Capture() is { } context)
        {
            _state = new InContext(context, continuation, state);
            continuation = InContext.Run;
            return;
        }

        _state = state;
    }

    /// <summary>Has the registered continuation run, where its awaiter wants it.</summary>
    private protected void Resume()
    {
        switch (_context)
        {
            case null:
                QueueContinuation();
                break;
            case SynchronizationContext context:
                context.Post(static state => ((Waiter)state!).Run(), this);
                break;
            case TaskScheduler scheduler:
                _ = Task.Factory.StartNew(
                    static state => ((Waiter)state!).Run(), this, CancellationToken.None, TaskCreationOptions.DenyChildAttach, scheduler);
                break;
        }
    }

    /// <summary>Runs the continuation; for whatever <see cref="QueueContinuation"/> queued to.</summary>
    public sealed override void Run()
    {
        Action<object?> continuation = _continuation!;
        continuation(_state);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void ThrowMisused() =>
        throw new InvalidOperationException("This ValueTask was already awaited, or its result was read before it was there. Await it once, or call AsTask first.");

    /// <summary>A continuation that runs in the execution context of who awaits.</summary>
    private sealed class InContext(ExecutionContext context, Action<object?> continuation, object? state)
    {
        public static readonly Action<object?> Run = static self => ((InContext)self!).RunThere();

        private void RunThere() => ExecutionContext.Run(context, static self => ((InContext)self!).Continue(), this);

        private void Continue() => continuation(state);
    }
}
