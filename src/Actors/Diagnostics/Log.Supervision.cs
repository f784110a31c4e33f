using Microsoft.Extensions.Logging;

namespace Actors.Diagnostics;

internal static partial class Log
{
    [LoggerMessage(EventIds.ActorResumed, LogLevel.Warning, "{Actor} goes on after {ErrorType}, as its supervisor's strategy decided")]
    public static partial void ActorResumed(this ILogger logger, ActorPath actor, string errorType);

    [LoggerMessage(EventIds.RestartDelayed, LogLevel.Information, "{Actor} is restarted in {Delay}")]
    public static partial void RestartDelayed(this ILogger logger, ActorPath actor, TimeSpan delay);

    [LoggerMessage(EventIds.StopTakesLong, LogLevel.Warning, "{Actor} was told to end by its supervisor, which has waited for it for {Elapsed}, and waits on")]
    public static partial void StopTakesLong(this ILogger logger, ActorPath actor, TimeSpan elapsed);

    [LoggerMessage(EventIds.StopTimedOut, LogLevel.Error, "{Actor} did not end within {Timeout} and is killed by its supervisor")]
    public static partial void StopTimedOut(this ILogger logger, ActorPath actor, TimeSpan timeout);

    [LoggerMessage(EventIds.StopsTimedOut, LogLevel.Error, "{Count} children of {Supervisor} did not end within {Timeout} and are killed")]
    public static partial void StopsTimedOut(this ILogger logger, int count, string supervisor, TimeSpan timeout);

    [LoggerMessage(EventIds.HostFinished, LogLevel.Information, "The host stops because its significant actors have ended")]
    public static partial void HostFinished(this ILogger logger);
}
