using Actors.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Support;

/// <summary>A host with actors that, when the test is over, stops and proves that no message was lost and every Ask has ended.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private bool _isStopped;

    private TestHost(IHost host, LogLines log, FakeTimeProvider? time)
    {
        Host = host;
        Log = log;
        Time = time!;
    }

    public IHost Host { get; }

    public LogLines Log { get; }

    public FakeTimeProvider Time { get; }

    public IActorSystem System => Host.Services.GetRequiredService<IActorSystem>();

    public static TestHost Build(
        Action<ActorsBuilder>? actors = null, FakeTimeProvider? time = null, Action<HostApplicationBuilder>? configure = null, params (string Key, string Value)[] settings)
    {
        LogLines log = new();
        HostApplicationBuilder builder = new(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Debug);
        if (time is not null) builder.Services.AddSingleton<TimeProvider>(time);
        configure?.Invoke(builder);
        builder.Services.AddActors(actors ?? (_ => { }));
        return new TestHost(builder.Build(), log, time);
    }

    public static async Task<TestHost> StartAsync(
        Action<ActorsBuilder>? actors = null, FakeTimeProvider? time = null, Action<HostApplicationBuilder>? configure = null, params (string Key, string Value)[] settings)
    {
        TestHost host = Build(actors, time, configure, settings);
        await host.Host.StartAsync();
        return host;
    }

    public IActorRef<TActor> Ref<TActor>()
        where TActor : class => Host.Services.GetRequiredService<IActorRef<TActor>>();

    public async Task StopAsync()
    {
        _isStopped = true;
        await Host.StopAsync();
    }

    /// <summary>Stops the host, whose time is over once its actors drain. With a clock that stands still handlers then have for ever to notice, however busy the machine.</summary>
    public async Task StopAtOnceAsync()
    {
        Assert.NotNull(Time);
        _isStopped = true;
        using CancellationTokenSource timeIsOver = new();
        Task stopping = Host.StopAsync(timeIsOver.Token);
        await Log.NextAsync(5002);
        await timeIsOver.CancelAsync();
        await stopping;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isStopped) await Host.StopAsync();
        SystemAccount account = System.GetAccount();
        Host.Dispose();

        Assert.Equal(0, account.Lost);
        Assert.Equal(0, account.Pending);
        Assert.Equal(account.Accepted, account.Handled + account.Faulted + account.Undelivered);
        Assert.Equal(account.Accepted, account.Types.Sum(type => type.Accepted));
        Assert.Equal(account.Undelivered, account.Types.Sum(type => type.Undelivered.Values.Sum()));
        Assert.Equal(0, account.Asks.Pending);
    }
}
