using Actors.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests;

public class InterceptorTests
{
    private readonly Journal _journal = new();

    [Fact]
    public async Task An_interceptor_sees_every_message_and_every_turn_of_life()
    {
        Recorder recorder = new();
        await using TestHost host = await StartAsync(recorder);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), "seen");

        actor.Tell(new Note("1"));
        await Assert.ThrowsAsync<FormatException>(async () => await actor.AskAsync(new AskFail(new FormatException())));
        await actor.StopAsync();

        Assert.Equal(["spawned /seen", "/seen Note", "/seen AskFail", "restarted /seen FormatException", "stopped /seen"], recorder.Lines);
        Assert.Contains("1", _journal.Lines);
    }

    [Fact]
    public async Task A_message_that_is_not_passed_on_is_a_dead_letter_and_its_ask_ends()
    {
        await using TestHost host = await StartAsync(new Filter());
        Letters letters = Letters.Of(host.System);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));

        actor.Tell(new Note("kept back"));
        await Assert.ThrowsAsync<MessageDroppedException>(async () => await actor.AskAsync(new GetNotes()));

        Assert.All(letters.All, letter => Assert.Equal(DeadLetterReason.Intercepted, letter.Reason));
        Assert.Equal(2, letters.All.Count);
        Assert.Equal(1, await actor.AskAsync(new GetLife()));
    }

    [Fact]
    public async Task An_interceptor_that_does_nothing_changes_nothing()
    {
        await using TestHost host = await StartAsync(new Idle());
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));

        actor.Tell(new Fail(new FormatException()));

        Assert.Equal(2, await actor.AskAsync(new GetLife()));
    }

    [Fact]
    public async Task An_interceptor_that_throws_when_it_is_told_keeps_nothing_from_happening()
    {
        await using TestHost host = await StartAsync(new Thrower());
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));

        actor.Tell(new Fail(new FormatException()));
        Assert.Equal(2, await actor.AskAsync(new GetLife()));
        await actor.StopAsync();

        Assert.Equal(3, host.Log.Count(1003));
    }

    private static Task<TestHost> StartAsync(ActorInterceptor interceptor) =>
        TestHost.StartAsync(configure: builder => builder.Services.AddSingleton(interceptor));

    private sealed class Recorder : ActorInterceptor
    {
        public List<string> Lines { get; } = [];

        public override ValueTask InterceptAsync(ActorPath actor, object message, Func<ValueTask> handle)
        {
            Lines.Add($"{actor} {message.GetType().Name}");
            return handle();
        }

        public override void OnSpawned(ActorPath actor) => Lines.Add($"spawned {actor}");

        public override void OnRestarted(ActorPath actor, Exception error) => Lines.Add($"restarted {actor} {error.GetType().Name}");

        public override void OnStopped(ActorPath actor) => Lines.Add($"stopped {actor}");
    }

    private sealed class Filter : ActorInterceptor
    {
        public override async ValueTask InterceptAsync(ActorPath actor, object message, Func<ValueTask> handle)
        {
            await Task.Yield();
            if (message is GetLife) await handle();
        }
    }

    private sealed class Idle : ActorInterceptor;

    private sealed class Thrower : ActorInterceptor
    {
        public override void OnSpawned(ActorPath actor) => throw new NotSupportedException();

        public override void OnRestarted(ActorPath actor, Exception error) => throw new NotSupportedException();

        public override void OnStopped(ActorPath actor) => throw new NotSupportedException();
    }
}
