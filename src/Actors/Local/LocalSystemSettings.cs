namespace Actors.Local;

/// <summary>What a system is set to; validated before it gets here.</summary>
/// <param name="AskTimeout">How long an Ask waits that says nothing else.</param>
/// <param name="MailboxCapacity">The bound of mailboxes that say nothing else; null for none.</param>
/// <param name="Strategy">Decides about actors whose supervisor says nothing else.</param>
/// <param name="RootStrategy">Decides about the actors of the host.</param>
internal sealed record LocalSystemSettings(TimeSpan AskTimeout, int? MailboxCapacity, SupervisorStrategy Strategy, SupervisorStrategy RootStrategy);
