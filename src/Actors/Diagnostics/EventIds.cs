namespace Actors.Diagnostics;

/// <summary>The numbers of log lines: 1000 system, 2000 lifecycle, 3000 supervision, 4000 mailboxes, 5000 hosting. Never used again for another line.</summary>
internal static class EventIds
{
    public const int DeadLetterObserverThrew = 1001;
    public const int EngineFault = 1002;
    public const int InterceptorThrew = 1003;
    public const int TurnHoldsThread = 1004;
    public const int ActorNeverPauses = 1005;
    public const int HandlerAwaits = 1006;

    public const int AskCycle = 1101;

    public const int ActorStarted = 2001;
    public const int ActorStopped = 2002;
    public const int ActorStartFailed = 2003;
    public const int HookThrew = 2004;
    public const int DisposeThrew = 2005;
    public const int HandlerAbandoned = 2006;
    public const int StateChanged = 2007;

    public const int ActorFailed = 3001;
    public const int ActorRestarted = 3002;
    public const int ActorGaveUp = 3003;
    public const int ActorStoppedByStrategy = 3004;
    public const int FailureEscalated = 3005;
    public const int ActorResumed = 3006;
    public const int RestartDelayed = 3007;
    public const int StopTakesLong = 3008;
    public const int StopTimedOut = 3009;
    public const int StopsTimedOut = 3010;

    public const int MessagesUndelivered = 4001;
    public const int MailboxThrew = 4002;

    public const int SystemStarted = 5001;
    public const int SystemStopping = 5002;
    public const int SystemAccount = 5003;
    public const int MessagesLost = 5004;
    public const int TurnAbandoned = 5005;
    public const int HostStoppedByEscalation = 5006;
    public const int StartRolledBack = 5007;
    public const int HostFinished = 5008;
    public const int DrainEndedBySignal = 5009;
}
