using System.Runtime.InteropServices;
using Actors.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Actors.Hosting;

/// <summary>Hears a SIGTERM, SIGINT or SIGQUIT that comes while the host already stops, and that the host itself ignores: somebody does not want to wait for the drain.</summary>
internal sealed class SecondSignal : IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGTERM, PosixSignal.SIGINT, PosixSignal.SIGQUIT];

    // Not disposed: a signal may come at any time, and there is nothing to release.
    private readonly CancellationTokenSource _came = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly ILogger _logger;

    public SecondSignal(ILogger logger)
    {
        _logger = logger;
        foreach (PosixSignal signal in Signals)
        {
            try
            {
                _registrations.Add(PosixSignalRegistration.Create(signal, Hear));
            }
            catch (PlatformNotSupportedException)
            {
                // Where there is no such signal nobody sends a second one.
            }
        }
    }

    /// <summary>Cancelled when it comes.</summary>
    public CancellationToken Came => _came.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations) registration.Dispose();
    }

    private void Hear(PosixSignalContext context)
    {
        context.Cancel = true;
        if (!_came.IsCancellationRequested) _logger.DrainEndedBySignal(context.Signal);
        _came.Cancel();
    }
}
