using Microsoft.Extensions.Logging;

namespace Actors.Diagnostics;

internal static partial class Log
{
    [LoggerMessage(EventIds.ActorResumed, LogLevel.Warning, "{Actor} goes on after {ErrorType}, as its supervisor's strategy decided")]
    public static partial void ActorResumed(this ILogger logger, ActorPath actor, string errorType);

    [LoggerMessage(EventIds.RestartDelayed, LogLevel.Information, "{Actor} is restarted in {Delay}")]
    public static partial void RestartDelayed(this ILogger logger, ActorPath actor, TimeSpan delay);

    [LoggerMessage(EventIds.HostFinished, LogLevel.Information, "The host stops because its significant actors have ended")]
    public static partial void HostFinished(this ILogger logger);
}
