namespace Actors.Local;

/// <summary>Waits for one of two things, or for some time. Unlike <see cref="Task.WhenAny(Task, Task)"/> and its kin, what follows runs where turns run: in a simulation on its one thread.</summary>
internal static class TimedWait
{
    /// <summary>Ends with the first of the two; never faulted.</summary>
    public static Task EitherAsync(Task first, Task second)
    {
        TaskCompletionSource either = New();
        _ = TellAsync(first, either);
        _ = TellAsync(second, either);
        return either.Task;
    }

    /// <summary>Waits for something, but not for longer than a limit; false if that was met.</summary>
    public static async ValueTask<bool> WithinAsync(Task done, TimeSpan limit, TimeProvider time)
    {
        if (done.IsCompleted) return true;
        TaskCompletionSource either = New();
        _ = TellAsync(done, either);
        using ITimer timer = StartTimer(either, limit, time);
        await either.Task;
        return done.IsCompleted;
    }

    /// <summary>Ends something after some time, if nobody has ended it before; until it is disposed.</summary>
    public static ITimer StartTimer(TaskCompletionSource over, TimeSpan after, TimeProvider time)
    {
        using (ExecutionContext.SuppressFlow())
            return time.CreateTimer(static over => ((TaskCompletionSource)over!).TrySetResult(), over, after, Timeout.InfiniteTimeSpan);
    }

    public static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static async Task TellAsync(Task done, TaskCompletionSource either)
    {
        await done.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        either.TrySetResult();
    }
}
