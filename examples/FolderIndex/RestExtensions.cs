using Actors;

namespace FolderIndex;

/// <summary>Waits until the actors have nothing to do.</summary>
public static class RestExtensions
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    public static async Task RestAsync(this IActorSystem system, CancellationToken cancellationToken)
    {
        using PeriodicTimer timer = new(Interval);
        while (system.GetAccount().Pending != 0) await timer.WaitForNextTickAsync(cancellationToken);
    }
}
