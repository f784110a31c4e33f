using Microsoft.Extensions.Logging;

namespace Actors.Diagnostics;

internal static partial class Log
{
    [LoggerMessage(EventIds.TurnHoldsThread, LogLevel.Warning, "{Actor} has held a thread of the pool for {Time} in one turn, and {Waiting} messages wait behind it. If it blocks, let it await; if it computes, give that to a task and await it")]
    public static partial void TurnHoldsThread(this ILogger logger, ActorPath actor, TimeSpan time, int waiting);

    [LoggerMessage(EventIds.ActorNeverPauses, LogLevel.Warning, "{Actor} has run without a pause for {Time}, and {Waiting} messages wait behind it: it is sent more than it can handle, or sends itself without end")]
    public static partial void ActorNeverPauses(this ILogger logger, ActorPath actor, TimeSpan time, int waiting);

    [LoggerMessage(EventIds.HandlerAwaits, LogLevel.Warning, "{Actor} has awaited in its handler of {Message} for {Time}, and {Waiting} messages wait behind it")]
    public static partial void HandlerAwaits(this ILogger logger, ActorPath actor, string message, TimeSpan time, int waiting);
}
