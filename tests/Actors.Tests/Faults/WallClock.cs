using Actors.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Faults;

/// <summary>A clock whose time of day somebody may set, as an operator or a time server does; its timestamps and timers go on as they were, and stand still until the test turns them.</summary>
internal sealed class WallClock : TimeProvider
{
    private readonly FakeTimeProvider _steady = new();
    private long _offset;

    public override long TimestampFrequency => _steady.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _steady.GetUtcNow().AddTicks(Interlocked.Read(ref _offset));

    public override long GetTimestamp() => _steady.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => _steady.CreateTimer(callback, state, dueTime, period);

    public void JumpBy(TimeSpan time) => Interlocked.Add(ref _offset, time.Ticks);

    public void Advance(TimeSpan time) => _steady.Advance(time);

    /// <summary>A host by this clock.</summary>
    public Task<TestHost> StartAsync(Action<HostApplicationBuilder>? configure = null, params (string Key, string Value)[] settings) => TestHost.StartAsync(settings: settings, configure: builder =>
    {
        builder.Services.AddSingleton<TimeProvider>(this);
        configure?.Invoke(builder);
    });
}
