using Actors.Diagnostics;
using Actors.Local;
using Channels.Atomics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actors.Hosting;

/// <summary>Ties the actors to the host's life: starts them, stops the host if a failure is escalated beyond them, and at shutdown drains them and accounts for every message.</summary>
internal sealed class SupervisorService : IHostedLifecycleService, IAsyncDisposable, IDisposable
{
    // For handlers to notice that their token is cancelled; on top of the time for draining.
    private static readonly TimeSpan MaxGrace = TimeSpan.FromMilliseconds(200);

    // What a host that is disposed without being stopped gets.
    private static readonly TimeSpan HurriedBudget = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan NoLimit = TimeSpan.FromDays(1);

    private readonly LocalActorSystem _system;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly ActorsOptions _options;
    private readonly TimeSpan _hostTimeout;
    private readonly ILogger _logger;

    // Guards _stopping: stop and dispose may come at once, and the first is the one that counts.
    private readonly Gate _gate = new();
    private Task? _stopping;

    // There from the moment that the host stops, unless the options say otherwise.
    private SecondSignal? _secondSignal;

    // When the host began to stop: its timeout counts from here, not from when our turn comes.
    private long? _stopRequested;

    public SupervisorService(LocalActorSystem system, IHostApplicationLifetime lifetime, ActorsOptions options, HostOptions hostOptions)
    {
        _system = system;
        _lifetime = lifetime;
        _options = options;
        _hostTimeout = hostOptions.ShutdownTimeout is var timeout && timeout == Timeout.InfiniteTimeSpan ? NoLimit : timeout;
        _logger = system.Logger;
        system.Escalated += StopHost;
        system.Finished += FinishHost;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _system.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // The host does not stop what has not started as a whole.
            await StopOnceAsync(HurriedBudget, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _stopRequested = _system.Time.GetTimestamp();
        if (_options.EndDrainOnSecondSignal) _secondSignal = new SecondSignal(_logger);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        TimeSpan spent = _stopRequested is { } since ? _system.Time.GetElapsedTime(since) : TimeSpan.Zero;
        TimeSpan left = _hostTimeout - Grace - spent;
        TimeSpan budget = _options.DrainTimeout < left ? _options.DrainTimeout.Value : left;
        if (cancellationToken.IsCancellationRequested || budget < TimeSpan.Zero) budget = TimeSpan.Zero;
        return StopOnceAsync(budget, cancellationToken);
    }

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync() => await StopOnceAsync(HurriedBudget, CancellationToken.None).ConfigureAwait(false);

    public void Dispose() => StopOnceAsync(HurriedBudget, CancellationToken.None).GetAwaiter().GetResult();

    private TimeSpan Grace => _hostTimeout / 10 < MaxGrace ? _hostTimeout / 10 : MaxGrace;

    private Task StopOnceAsync(TimeSpan budget, CancellationToken cancellationToken)
    {
        using (_gate.Enter()) return _stopping ??= StopSystemAsync(budget, cancellationToken);
    }

    private async Task StopSystemAsync(TimeSpan budget, CancellationToken cancellationToken)
    {
        // Away from the gate, and from the caller's context: a thread that blocks in Dispose must not be needed here.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        long began = _system.Time.GetTimestamp();
        _logger.SystemStopping(budget);
        using (CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _secondSignal?.Came ?? CancellationToken.None))
            await _system.StopAsync(budget, Grace, either.Token).ConfigureAwait(false);
        _secondSignal?.Dispose();

        SystemAccount account = _system.GetAccount();
        _logger.SystemAccount(
            _system.Time.GetElapsedTime(began), account.Accepted, account.Handled, account.Faulted, account.Undelivered,
            AccountText.Undelivered(account), account.Refused, account.Restarts, account.Lost);
        if (account.Lost != 0) _logger.MessagesLost(account.Lost);
    }

    private void FinishHost()
    {
        _logger.HostFinished();
        _lifetime.StopApplication();
    }

    private void StopHost(Exception error)
    {
        _logger.HostStoppedByEscalation(error);
        // A host that stops by itself says 0, as if it had been asked to.
        Environment.ExitCode = 1;
        _lifetime.StopApplication();
    }
}
