using Actors.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Tests.Support;

/// <summary>A host whose turns and time the test runs by hand.</summary>
internal sealed class Stage : IAsyncDisposable
{
    private readonly TestHost _host;

    private Stage(TestHost host, Turns turns, Clockwork time)
    {
        _host = host;
        Turns = turns;
        Time = time;
    }

    public Turns Turns { get; }

    public Clockwork Time { get; }

    public IActorSystem System => _host.System;

    public LogLines Log => _host.Log;

    public static async Task<Stage> StartAsync()
    {
        (Turns turns, Clockwork time) = (new Turns(), new Clockwork());
        TestHost host = await TestHost.StartAsync(time: time, configure: builder => builder.Services.AddSingleton<IActorScheduler>(turns));
        return new Stage(host, turns, time);
    }

    /// <summary>The account of an actor that lives.</summary>
    public ActorAccount AccountOf(IActorRef actor) => System.GetAccount().Actors.Single(account => account.Actor == actor.Path);

    public async ValueTask DisposeAsync()
    {
        Turns.LetGo();
        await _host.DisposeAsync();
    }
}
