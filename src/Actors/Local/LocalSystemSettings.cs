using Actors.Mailboxes;

namespace Actors.Local;

/// <summary>What a system is set to; validated before it gets here.</summary>
/// <param name="AskTimeout">How long an Ask waits that says nothing else.</param>
/// <param name="MailboxCapacity">The bound of mailboxes that say nothing else; null for none.</param>
/// <param name="Strategy">Decides about actors whose supervisor says nothing else.</param>
internal sealed record LocalSystemSettings(TimeSpan AskTimeout, int? MailboxCapacity, SupervisorStrategy Strategy)
{
    /// <summary>How the messages of an actor wait that says nothing else; null for no bound.</summary>
    public Mailbox? Mailbox { get; } = MailboxCapacity is { } capacity ? new BoundedMailbox(capacity) : null;

    /// <summary>Decides about the actors of the host.</summary>
    public SupervisorStrategy RootStrategy { get; init; } = Strategy;

    /// <summary>Where chance comes from; a test may give its own.</summary>
    public Random Random { get; init; } = new();

    /// <summary>What is done about actors that ask each other in a cycle.</summary>
    public AskCyclePolicy AskCycles { get; init; }

    /// <summary>After what time an actor is named that holds a thread, or is held by its handler; null for never.</summary>
    public TimeSpan? SlowTurnWarning { get; init; }
}
