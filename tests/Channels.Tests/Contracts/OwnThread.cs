namespace Channels.Tests.Contracts;

/// <summary>Runs what blocks on a thread of its own, as the blocking verbs ask for.</summary>
internal static class OwnThread
{
    public static Task<T> Run<T>(Func<T> body)
    {
        TaskCompletionSource<T> result = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread thread = new(() =>
        {
            try
            {
                result.SetResult(body());
            }
            catch (Exception thrown)
            {
                result.SetException(thrown);
            }
        })
        {
            IsBackground = true,
        };
        thread.Start();
        return result.Task;
    }

    public static Task Run(Action body) => Run(() =>
    {
        body();
        return true;
    });
}
