using System.Threading.Tasks.Sources;
using Channels.Waiting;

namespace Channels;

/// <summary>Who has registered for the end of a oneshot's plain wait; used again by the thread that collected the result.</summary>
/// <remarks>The wait itself is the channel. Who gets the value without having to register pays for nothing of this.</remarks>
internal sealed class OneshotWait : Waiter
{
    [ThreadStatic]
    private static OneshotWait? t_free;

    public static OneshotWait For(Action<object?> continuation, object? state, ValueTaskSourceOnCompletedFlags flags)
    {
        OneshotWait wait = t_free ?? new OneshotWait();
        t_free = null;
        wait.Register(continuation, state, wait.Version, flags);
        return wait;
    }

    /// <summary>Has the continuation run; called once, by who closed the channel and found the announcement, or by who could not announce it.</summary>
    public void Wake() => Resume();

    /// <summary>Lets go of it; called by its continuation, which runs last of all that <see cref="Wake"/> does.</summary>
    public void Return()
    {
        // An idle thread keeps nothing of its users' alive.
        Forget();
        t_free = this;
    }
}
