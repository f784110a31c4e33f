using Actors.Tests.Support;
using Microsoft.Extensions.Logging;

namespace Actors.Tests;

/// <summary>A tree as deep as nobody builds on purpose: nothing recurses from parent to child or back.</summary>
[Collection("One at a time")]
public class DeepTreeTests
{
    private const int Levels = 10_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_tree_10_000_levels_deep_stops_level_by_level()
    {
        await using TestHost host = await StartAsync();
        Count count = new();
        IActorRef<Level> top = await GrowAsync(host, count);

        top.Stop();
        await top.StopAsync().WaitAsync(Patience);

        Assert.Equal(Levels, count.Stopped);
        Assert.Empty(host.System.GetAccount().Actors);
    }

    [Fact]
    public async Task A_tree_10_000_levels_deep_drains_with_its_host()
    {
        TestHost host = await StartAsync();
        Count count = new();
        await GrowAsync(host, count);

        await host.DisposeAsync().AsTask().WaitAsync(Patience);

        Assert.Equal(Levels, count.Stopped);
    }

    [Fact]
    public async Task A_tree_10_000_levels_deep_is_replaced_when_its_top_fails()
    {
        await using TestHost host = await StartAsync();
        Count count = new();
        IActorRef<Level> top = await GrowAsync(host, count);

        top.Tell(new Fail(new InvalidOperationException("from the top")));
        await count.Grown.Passed.WaitAsync(Patience);
        await top.AskAsync(new GetDepth());

        Assert.Equal(Levels, count.Stopped);
    }

    [Fact]
    public async Task The_path_of_the_deepest_actor_names_every_level()
    {
        await using TestHost host = await StartAsync();
        Count count = new();
        await GrowAsync(host, count);

        Assert.Equal(string.Concat(Enumerable.Repeat("/$1", Levels)), count.Deepest);
    }

    private static Task<TestHost> StartAsync() => TestHost.StartAsync(configure: builder => builder.Logging.SetMinimumLevel(LogLevel.Information));

    private static async Task<IActorRef<Level>> GrowAsync(TestHost host, Count count)
    {
        IActorRef<Level> top = host.System.Spawn(() => new Level(1, count));
        await count.Grown.Passed.WaitAsync(Patience);
        count.Grown = new Gate();
        return top;
    }

    private sealed class Count
    {
        private int _stopped;

        public int Stopped => _stopped;

        public Gate Grown { get; set; } = new();

        public string? Deepest { get; private set; }

        public void Reach(ActorPath deepest)
        {
            Deepest = deepest.Value;
            Grown.Open();
        }

        public void AddStopped() => Interlocked.Increment(ref _stopped);
    }

    private sealed record GetDepth : IRequest<GetDepth, int>;

    private sealed class Level(int depth, Count count) : Actor, IHandle<Fail>, IHandle<GetDepth, int>
    {
        public ValueTask HandleAsync(Fail message, CancellationToken cancellationToken) => throw message.Error;

        public ValueTask<int> HandleAsync(GetDepth request, CancellationToken cancellationToken) => new(depth);

        protected override ValueTask OnStartAsync(CancellationToken cancellationToken)
        {
            if (depth == Levels) count.Reach(Context.Path);
            else Context.Spawn(() => new Level(depth + 1, count));
            return default;
        }

        protected override ValueTask OnStopAsync(CancellationToken cancellationToken)
        {
            count.AddStopped();
            return default;
        }
    }
}
