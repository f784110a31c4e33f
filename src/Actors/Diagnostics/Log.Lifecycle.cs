using Microsoft.Extensions.Logging;

namespace Actors.Diagnostics;

// What happens to an actor's handlers and timers, besides messages.
internal static partial class Log
{
    [LoggerMessage(EventIds.HandlerAbandoned, LogLevel.Warning, "{Actor} ends while it handles {Message}; the handler is abandoned")]
    public static partial void HandlerAbandoned(this ILogger logger, ActorPath actor, string message);

    [LoggerMessage(EventIds.StateChanged, LogLevel.Debug, "{Actor} goes from {From} to {To}")]
    public static partial void StateChanged(this ILogger logger, ActorPath actor, string from, string to);
}
