using Channels.Waiting;

namespace Actors.Local;

/// <summary>One piece of background work.</summary>
internal sealed class BackgroundRun(BackgroundWork all, BackgroundLife life, ActorCell cell, BackgroundJob job) : Runnable
{
    public override void Run() => _ = RunAsync();

    public override string ToString() => $"work in the background of {cell.Path}";

    private async Task RunAsync()
    {
        try
        {
            await all.CompleteAsync(await job.RunAsync(life.Token).ConfigureAwait(false), life).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The failure is the actor's, unless it has nothing to do with this any more.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (!life.IsOver && !life.Token.IsCancellationRequested) cell.FailFromBeside(error);
        }
        finally
        {
            all.CountDown();
        }
    }
}
