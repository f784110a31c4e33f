namespace Benchmarks.Contestants.ChannelLoop;

internal sealed partial class ChannelLoop
{
    public override async Task<long> AskAsync(int inFlight, int requests, TimeSpan timeout)
    {
        Echo echo = Keep<Echo, TaskCompletionSource<int>>(new Echo());
        long[] sums = await Task.WhenAll(Enumerable.Range(0, inFlight).Select(_ => Task.Run(async () =>
        {
            long sum = 0;
            for (int number = 0; number < requests / inFlight; number++)
            {
                TaskCompletionSource<int> reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
                echo.Tell(reply);
                // Without a timeout it returns the task itself.
                sum += await reply.Task.WaitAsync(timeout);
            }

            return sum;
        })));
        return sums.Sum();
    }

    private sealed class Echo : Looped<TaskCompletionSource<int>>
    {
        protected override void Handle(TaskCompletionSource<int> message) => message.SetResult(1);
    }
}
