using System.Runtime.CompilerServices;

namespace Channels.Tests.Defects;

/// <summary>A channel that ends with an error has told it to whoever reads and writes: that nobody awaits its Completion is no unobserved exception.</summary>
public sealed class UnobservedErrorTests
{
    [Fact]
    public void A_Completion_that_nobody_awaits_is_not_an_unobserved_exception()
    {
        int unobserved = 0;
        EventHandler<UnobservedTaskExceptionEventArgs> count = (_, told) =>
        {
            if (told.Exception.InnerException is PlannedException) unobserved++;
        };
        TaskScheduler.UnobservedTaskException += count;

        WeakReference completion = EndWithAnError();
        for (int round = 0; round < 50 && completion.IsAlive; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        GC.Collect();
        GC.WaitForPendingFinalizers();
        TaskScheduler.UnobservedTaskException -= count;
        Assert.False(completion.IsAlive);
        Assert.Equal(0, unobserved);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference EndWithAnError()
    {
        var (sender, receiver) = Mpsc.Unbounded<int>();
        WeakReference completion = new(receiver.Completion);
        sender.Complete(new PlannedException());
        return completion;
    }

    private sealed class PlannedException : Exception;
}
