using Microsoft.Extensions.Logging;

namespace Actors.Diagnostics;

internal static partial class Log
{
    [LoggerMessage(EventIds.AskCycle, LogLevel.Warning, "Ask cycle: {Chain}; these actors wait for each other until their Asks time out")]
    public static partial void AskCycle(this ILogger logger, string chain);
}
