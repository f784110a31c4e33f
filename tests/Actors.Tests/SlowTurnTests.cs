using Actors.Tests.Support;

namespace Actors.Tests;

/// <summary>Real time and real threads: what is waited for is the warning, however long the machine takes.</summary>
[Collection("One at a time")]
public sealed class SlowTurnTests
{
    private static readonly (string, string) Soon = ("Actors:SlowTurnWarning", "00:00:00.2");

    [Fact]
    public async Task An_actor_that_blocks_its_thread_is_named()
    {
        await using TestHost host = await TestHost.StartAsync(actors => actors.Add<Nuisance>("nuisance"), settings: Soon);
        using ManualResetEventSlim release = new();

        host.Ref<Nuisance>().Tell(new Block(release));

        Assert.StartsWith("/nuisance has held a thread of the pool for 00:00:00.2", await host.Log.NextAsync(1004), StringComparison.Ordinal);
        release.Set();
    }

    [Fact]
    public async Task An_actor_whose_handler_does_not_return_is_named_once_with_the_message()
    {
        await using TestHost host = await TestHost.StartAsync(actors => actors.Add<Nuisance>("nuisance"), settings: Soon);
        TaskCompletionSource release = new();

        host.Ref<Nuisance>().Tell(new AwaitLong(release.Task));
        host.Ref<Nuisance>().Tell(new AwaitLong(release.Task));

        string line = await host.Log.NextAsync(1006);
        Assert.StartsWith("/nuisance has awaited in its handler of AwaitLong for 00:00:00.", line, StringComparison.Ordinal);
        Assert.EndsWith(", and 1 messages wait behind it", line, StringComparison.Ordinal);
        release.SetResult();
    }

    [Fact]
    public async Task An_actor_that_floods_itself_is_named()
    {
        await using TestHost host = await TestHost.StartAsync(actors => actors.Add<Nuisance>("nuisance"), settings: Soon);

        host.Ref<Nuisance>().Tell(new Again());

        Assert.StartsWith("/nuisance has run without a pause for 00:00:00.2", await host.Log.NextAsync(1005), StringComparison.Ordinal);
        host.Ref<Nuisance>().Stop();
    }

    private sealed record Block(ManualResetEventSlim Release);

    private sealed record AwaitLong(Task Release);

    private sealed record Again;

    private sealed class Nuisance : Actor, IHandle<Block>, IHandle<AwaitLong>, IHandle<Again>
    {
        public ValueTask HandleAsync(Block message, CancellationToken cancellationToken)
        {
            message.Release.Wait(CancellationToken.None);
            return default;
        }

        public async ValueTask HandleAsync(AwaitLong message, CancellationToken cancellationToken) => await message.Release;

        public ValueTask HandleAsync(Again message, CancellationToken cancellationToken)
        {
            this.Self().Tell(message);
            return default;
        }
    }
}
