using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Actors.Diagnostics;

/// <summary>Every line this library logs. Debug for what happens per actor, Information per host, Warning when someone should look, Error when a message or an actor was lost; nothing per message that went well.</summary>
internal static partial class Log
{
    [LoggerMessage(EventIds.DeadLetterObserverThrew, LogLevel.Error, "A subscriber of dead letters threw and was unsubscribed")]
    public static partial void DeadLetterObserverThrew(this ILogger logger, Exception error);

    [LoggerMessage(EventIds.EngineFault, LogLevel.Critical, "The engine failed while it ran {Actor}; this is a bug of the framework")]
    public static partial void EngineFault(this ILogger logger, ActorPath actor, Exception error);

    [LoggerMessage(EventIds.InterceptorThrew, LogLevel.Error, "The interceptor threw when it was told of {Actor}")]
    public static partial void InterceptorThrew(this ILogger logger, ActorPath actor, Exception error);

    [LoggerMessage(EventIds.ActorStarted, LogLevel.Debug, "{Actor} started")]
    public static partial void ActorStarted(this ILogger logger, ActorPath actor);

    [LoggerMessage(EventIds.ActorStopped, LogLevel.Debug, "{Actor} stopped")]
    public static partial void ActorStopped(this ILogger logger, ActorPath actor);

    [LoggerMessage(EventIds.ActorStartFailed, LogLevel.Error, "{Actor} could not start")]
    public static partial void ActorStartFailed(this ILogger logger, ActorPath actor, Exception error);

    [LoggerMessage(EventIds.HookThrew, LogLevel.Error, "{Hook} of {Actor} threw")]
    public static partial void HookThrew(this ILogger logger, string hook, ActorPath actor, Exception error);

    [LoggerMessage(EventIds.DisposeThrew, LogLevel.Error, "Disposing {Actor} threw")]
    public static partial void DisposeThrew(this ILogger logger, ActorPath actor, Exception error);

    [LoggerMessage(EventIds.ActorFailed, LogLevel.Error, "{Actor} failed while it handled {Message}")]
    public static partial void ActorFailed(this ILogger logger, ActorPath actor, string message, Exception error);

    [LoggerMessage(EventIds.ActorRestarted, LogLevel.Warning, "{Actor} restarted after {ErrorType} ({Count} of {Limit} within {Window})")]
    public static partial void ActorRestarted(this ILogger logger, ActorPath actor, string errorType, int count, int limit, TimeSpan window);

    [LoggerMessage(EventIds.ActorGaveUp, LogLevel.Error, "{Actor} failed again after {Limit} restarts within {Window} and is stopped")]
    public static partial void ActorGaveUp(this ILogger logger, ActorPath actor, int limit, TimeSpan window);

    [LoggerMessage(EventIds.ActorStoppedByStrategy, LogLevel.Warning, "{Actor} is stopped after {ErrorType}, as its supervisor's strategy decided")]
    public static partial void ActorStoppedByStrategy(this ILogger logger, ActorPath actor, string errorType);

    [LoggerMessage(EventIds.FailureEscalated, LogLevel.Warning, "The failure of {Actor} is escalated to {Supervisor}")]
    public static partial void FailureEscalated(this ILogger logger, ActorPath actor, string supervisor);

    [LoggerMessage(EventIds.MessagesUndelivered, LogLevel.Warning, "{Count} messages of {Actor} were not handled: {Reason}")]
    public static partial void MessagesUndelivered(this ILogger logger, long count, ActorPath actor, DeadLetterReason reason);

    [LoggerMessage(EventIds.SystemStarted, LogLevel.Information, "{Count} actors started")]
    public static partial void SystemStarted(this ILogger logger, int count);

    [LoggerMessage(EventIds.SystemStopping, LogLevel.Information, "Actors are draining, for at most {Budget}")]
    public static partial void SystemStopping(this ILogger logger, TimeSpan budget);

    [LoggerMessage(EventIds.SystemAccount, LogLevel.Information,
        "Actors stopped in {Elapsed}: accepted {Accepted}, handled {Handled}, faulted {Faulted}, undelivered {Undelivered}{Details}, refused {Refused}, restarts {Restarts}, lost {Lost}")]
    public static partial void SystemAccount(
        this ILogger logger, TimeSpan elapsed, long accepted, long handled, long faulted, long undelivered, string details, long refused, long restarts, long lost);

    [LoggerMessage(EventIds.MessagesLost, LogLevel.Critical, "{Count} messages are in no column of the account; this is a bug of the framework")]
    public static partial void MessagesLost(this ILogger logger, long count);

    [LoggerMessage(EventIds.TurnAbandoned, LogLevel.Error, "{Actor} did not return from its handler in time and was abandoned with {Count} messages")]
    public static partial void TurnAbandoned(this ILogger logger, ActorPath actor, long count);

    [LoggerMessage(EventIds.HostStoppedByEscalation, LogLevel.Critical, "The host stops because a failure was escalated beyond its actors")]
    public static partial void HostStoppedByEscalation(this ILogger logger, Exception error);

    [LoggerMessage(EventIds.StartRolledBack, LogLevel.Error, "{Actor} could not start; the {Count} actors that had started are stopped")]
    public static partial void StartRolledBack(this ILogger logger, ActorPath actor, int count);

    [LoggerMessage(EventIds.DrainEndedBySignal, LogLevel.Warning, "A second signal, {Signal}, ends the drain: what waits is not handled, but accounted for")]
    public static partial void DrainEndedBySignal(this ILogger logger, PosixSignal signal);
}
