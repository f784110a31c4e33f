using Actors.Diagnostics;

namespace Actors.Local;

/// <summary>Ends the children of a supervisor: one after the other, the last started first, or all at once; and kills those that take too long.</summary>
internal static class ChildStop
{
    // What a supervisor that waits without a limit waits until it says so.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Ends all of them; in the supervisor's turn.</summary>
    /// <param name="children">Lets nobody in any more.</param>
    /// <param name="drains">Whether they handle what they have first; for that they may take as long as it takes.</param>
    public static async ValueTask StopAllAsync(ChildSet children, bool drains)
    {
        children.Close();
        if (children.Strategy.StopsAtOnce) await StopAtOnceAsync(children, drains);
        while (children.Last is { } cell)
        {
            Tell(cell, drains);
            await AwaitAsync(cell, cell.Stopped, drains);
        }
    }

    /// <summary>Waits until a child has done what it was told, at the latest until it has ended: it is killed when its time is over.</summary>
    /// <param name="cell">Which child.</param>
    /// <param name="done">What it was told: to end, or to end its instance.</param>
    /// <param name="isPatient">Whether it may take as long as it takes.</param>
    public static async ValueTask AwaitAsync(ActorCell cell, Task done, bool isPatient = false)
    {
        if (done.IsCompleted) return;
        TimeSpan? limit = isPatient ? null : cell.Policy.StopTimeout;
        Task either = ReferenceEquals(done, cell.Stopped) ? done : TimedWait.EitherAsync(done, cell.Stopped);
        bool isSaid = isPatient;
        while (!await TimedWait.WithinAsync(either, limit ?? (isSaid ? Timeout.InfiniteTimeSpan : Patience), cell.System.Time))
        {
            // Each of its own children has a limit of its own.
            if (cell.AwaitsChildren) continue;
            if (limit is null)
            {
                cell.System.Logger.StopTakesLong(cell.Path, Patience);
                isSaid = true;
            }
            else
            {
                cell.System.Logger.StopTimedOut(cell.Path, limit.Value);
                cell.Kill();
                await either;
            }
        }
    }

    /// <summary>All of them are told, and then share one limit, the longest among theirs.</summary>
    private static async ValueTask StopAtOnceAsync(ChildSet children, bool drains)
    {
        List<ActorCell> cells = children.Snapshot();
        TimeSpan? limit = TimeSpan.Zero;
        foreach (ActorCell cell in cells)
        {
            Tell(cell, drains);
            limit = cell.Policy.StopTimeout is { } own && limit is { } longest ? (own > longest ? own : longest) : null;
        }

        // Nobody, or no limit: they are awaited in order.
        if (cells.Count == 0 || limit is null || drains) return;
        if (await TimedWait.WithinAsync(AwaitAllAsync(cells), limit.Value, cells[0].System.Time)) return;
        int late = 0;
        foreach (ActorCell cell in cells)
        {
            if (cell.HasEnded) continue;
            late++;
            cell.Kill();
        }

        if (late != 0) cells[0].System.Logger.StopsTimedOut(late, children.PathText, limit.Value);
    }

    private static void Tell(ActorCell cell, bool drains)
    {
        // What is killed takes along what is under it.
        if (cell.Siblings.Owner is { IsToBeKilled: true }) cell.Kill();
        else cell.Signal(drains ? Signals.Drain : Signals.Stop);
    }

    private static async Task AwaitAllAsync(List<ActorCell> cells)
    {
        foreach (ActorCell cell in cells)
        {
            if (!cell.HasEnded) await cell.Stopped;
        }
    }
}
