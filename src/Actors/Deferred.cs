namespace Actors;

/// <summary>What a handler that defers its answer returns in its place: nothing that a handler of replies could return by itself.</summary>
internal static class Deferred<TReply>
{
    private static readonly Task<TReply> Task = MakeTask();

    public static ValueTask<TReply> Mark => new(Task);

    private static Task<TReply> MakeTask()
    {
        Task<TReply> task = System.Threading.Tasks.Task.FromException<TReply>(
            new InvalidOperationException("This handler gives its answer by a Reply, which the engine makes. Ask the actor by its address."));
        // Looked at here once: that nobody awaits it is no unobserved exception.
        _ = task.Exception;
        return task;
    }
}
