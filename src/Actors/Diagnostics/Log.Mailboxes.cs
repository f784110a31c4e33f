using Microsoft.Extensions.Logging;

namespace Actors.Diagnostics;

internal static partial class Log
{
    [LoggerMessage(EventIds.MailboxThrew, LogLevel.Error, "The mailbox of {Actor} threw; what it threw about is not handled")]
    public static partial void MailboxThrew(this ILogger logger, ActorPath actor, Exception error);
}
