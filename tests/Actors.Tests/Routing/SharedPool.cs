using Actors.Mailboxes;
using Actors.Routing;
using Actors.Tests.Support;

namespace Actors.Tests.Routing;

/// <summary>Makes pools whose routees share a mailbox.</summary>
internal static class SharedPool
{
    public static ActorPool<Worker> Spawn(TestHost host, WorkLog log, int size, Mailbox? mailbox = null) =>
        host.System.SpawnPool(size, _ => new Worker(log), "workers", new PoolOptions { SharedMailbox = mailbox ?? new UnboundedMailbox() });

    /// <summary>Has so many of the routees hold something.</summary>
    public static async Task<Hold[]> HoldAllAsync(IActorRef<Worker> pool, int count)
    {
        Hold[] holds = [.. Enumerable.Range(0, count).Select(_ => new Hold(new Gate(), new Gate()))];
        foreach (Hold hold in holds)
        {
            await pool.TellAsync(hold);
            await hold.Entered.Passed;
        }

        return holds;
    }
}
