using Actors;

namespace FolderIndex;

/// <summary>Waits until the actors have nothing to do.</summary>
public static class RestExtensions
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    /// <returns>The account in which no message waited or was being handled.</returns>
    public static async Task<SystemAccount> RestAsync(this IActorSystem system, CancellationToken cancellationToken)
    {
        using PeriodicTimer timer = new(Interval);
        while (true)
        {
            SystemAccount account = system.GetAccount();
            if (account.Pending == 0) return account;
            await timer.WaitForNextTickAsync(cancellationToken);
        }
    }
}
