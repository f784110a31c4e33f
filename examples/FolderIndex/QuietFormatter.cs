using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace FolderIndex;

/// <summary>Logs one line per event, and none for files that were skipped: the summary counts them.</summary>
public sealed class QuietFormatter() : ConsoleFormatter(Id)
{
    public const string Id = "quiet";

    // "{Actor} restarted after {ErrorType}": a folder of pictures would be thousands of them.
    private const int ActorRestarted = 3002;

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        if (logEntry.Exception is FileSkippedException || logEntry.EventId.Id == ActorRestarted) return;

        textWriter.Write($"{logEntry.Category}[{logEntry.EventId.Id}]: {logEntry.Formatter(logEntry.State, null)}");
        if (logEntry.LogLevel >= LogLevel.Error && logEntry.Exception is { } error) textWriter.Write($": {error}");
        textWriter.WriteLine();
    }
}
