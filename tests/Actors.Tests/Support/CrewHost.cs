using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Support;

/// <summary>A host with one <see cref="Crew"/>, whose children a strategy supervises.</summary>
internal sealed class CrewHost : IAsyncDisposable
{
    private CrewHost(TestHost host, IActorRef<Crew> crew, Roll roll)
    {
        Host = host;
        Crew = crew;
        Roll = roll;
    }

    public TestHost Host { get; }

    public IActorRef<Crew> Crew { get; }

    public Roll Roll { get; }

    public LogLines Log => Host.Log;

    public static async Task<CrewHost> StartAsync(SupervisorStrategy strategy, FakeTimeProvider? time = null, Action<SpawnOptions>? configure = null)
    {
        TestHost host = await TestHost.StartAsync(time: time);
        Roll roll = new();
        SpawnOptions options = new() { Children = strategy };
        configure?.Invoke(options);
        return new CrewHost(host, host.System.Spawn(() => new Crew(roll), "crew", options), roll);
    }

    /// <summary>Takes members on; when all have started, the roll is empty.</summary>
    public async Task<IActorRef<Member>[]> HireAsync(params string[] names)
    {
        List<IActorRef<Member>> members = [];
        foreach (string name in names) members.Add(await HireAsync(name, configure: null));
        Roll.Clear();
        return [.. members];
    }

    public async Task<IActorRef<Member>> HireAsync(string name, Action<SpawnOptions>? configure)
    {
        IActorRef<Member> member = await Crew.AskAsync(new Hire(name, configure));
        await member.AskAsync(new GetLife());
        return member;
    }

    /// <summary>Which life each is in: 1, 2, 1.</summary>
    /// <param name="failed">The one that failed, which is asked first: when it answers, the others are where they are to be.</param>
    /// <param name="members">Whose lives.</param>
    public static async Task<string> LivesAsync(IActorRef<Member> failed, params IActorRef<Member>[] members)
    {
        await failed.AskAsync(new GetLife()).AsTask().WaitAsync(Gate.Patience);
        List<int> lives = [];
        foreach (IActorRef<Member> member in members) lives.Add(await member.AskAsync(new GetLife()).AsTask().WaitAsync(Gate.Patience));
        return string.Join(", ", lives);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
