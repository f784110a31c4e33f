using System.Runtime.CompilerServices;
using Actors.Supervision;
using Actors.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests;

/// <summary>Actors that come and go leave nothing behind. The command <c>churn 1000000</c> of tests/Stress does the same a million times.</summary>
[Collection("One at a time")]
public class ChurnTests
{
    private const int Many = 20_000;
    private const int Batch = 500;
    private const long MostGrowth = 500_000;

    private static readonly Fail Failure = new(new InvalidOperationException("bad"));

    [Fact]
    public async Task Actors_that_came_and_went_leave_no_actor_timer_name_or_memory()
    {
        CountingTime time = new();
        await using TestHost host = await TestHost.StartAsync(time: time, configure: builder => builder.Logging.SetMinimumLevel(LogLevel.Critical));
        await ChurnAsync(host.System, Batch * 4);
        int timers = time.Alive;
        (long grown, WeakReference<IActorRef> last) = (long.MaxValue, null!);

        // What actors leave behind they leave each time. What a thread of the pool keeps for its next messages it keeps once,
        // and there may be threads that had no part in it before.
        for (int round = 0; round < 4 && grown > MostGrowth; round++)
        {
            long before = GC.GetTotalMemory(forceFullCollection: true);
            last = await ChurnAsync(host.System, Many);
            grown = Math.Min(grown, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.Equal(timers, time.Alive);
        Assert.Null(host.System.Find<Crew>("crew-0"));
        Assert.False(last.TryGetTarget(out _), "The last actor is still held.");
        Assert.InRange(grown, long.MinValue, MostGrowth);
        SystemAccount account = host.System.GetAccount();
        Assert.Equal((0, 0), (account.Pending, account.Lost));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference<IActorRef>> ChurnAsync(IActorSystem system, int count)
    {
        WeakReference<IActorRef>? last = null;
        for (int created = 0; created < count; created += Batch)
        {
            List<Task> ends = [];
            for (int number = 0; number < Batch / 5; number++)
            {
                IActorRef<Crew> crew = system.Spawn(() => new Crew(new Roll()), $"crew-{number}", new SpawnOptions { Children = new AllForOneStrategy(10) });
                ends.Add(LiveAsync(crew));
                last = new WeakReference<IActorRef>(crew);
            }

            await Task.WhenAll(ends).WaitAsync(TimeSpan.FromMinutes(2));
        }

        return last!;
    }

    private static async Task LiveAsync(IActorRef<Crew> crew)
    {
        List<IActorRef<Member>> members = [];
        for (int number = 0; number < 4; number++)
            members.Add(await crew.AskAsync(new Hire($"m{number}", number % 2 == 0 ? options => options.StopTimeout = TimeSpan.FromMinutes(1) : null)));
        members[1].Tell(Failure);
        foreach (IActorRef<Member> member in members) await member.AskAsync(new GetLife());
        crew.Stop();
        await crew.WhenTerminatedAsync();
    }

    /// <summary>A clock that stands still and counts its timers.</summary>
    private sealed class CountingTime : FakeTimeProvider
    {
        private int _alive;

        public int Alive => Volatile.Read(ref _alive);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Interlocked.Increment(ref _alive);
            return new Counted(this, base.CreateTimer(callback, state, dueTime, period));
        }

        private sealed class Counted(CountingTime time, ITimer timer) : ITimer
        {
            private int _isDisposed;

            public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(dueTime, period);

            public void Dispose()
            {
                if (Interlocked.Exchange(ref _isDisposed, 1) == 0) Interlocked.Decrement(ref time._alive);
                timer.Dispose();
            }

            public ValueTask DisposeAsync()
            {
                Dispose();
                return default;
            }
        }
    }
}
