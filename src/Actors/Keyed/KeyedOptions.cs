using Actors.Supervision;

namespace Actors.Keyed;

/// <summary>How the actors of a keyed class are run; read once, when the host is built.</summary>
public sealed class KeyedOptions
{
    /// <summary>How long an actor without messages stays in memory: at least so long, and at most a quarter longer; 2 minutes unless set, <see cref="Timeout.InfiniteTimeSpan"/> for ever.</summary>
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How many actors of the class should be in memory at most; no bound unless set, 1 or more. Where there are more, those that have been idle longest leave early; actors with work never do, so that it may be exceeded.</summary>
    public int? MaxActivations { get; set; }

    /// <summary>How the messages of each actor wait. Unless set: <c>ActorsOptions.MailboxCapacity</c>.</summary>
    public Mailbox? Mailbox { get; set; }

    /// <summary>What happens to an actor that fails. Unless set it is restarted, however often: one key that fails again and again is no reason to stop the others. With <see cref="Directive.Stop"/> its next message makes a new one.</summary>
    public SupervisorStrategy Strategy { get; set; } = new OneForOneStrategy(int.MaxValue, TimeSpan.FromSeconds(1)) { StopsChildrenAtOnce = true };

    /// <summary>What happens to children of such an actor when they fail.</summary>
    public SupervisorStrategy? Children { get; set; }

    internal KeyedOptions Check()
    {
        if (IdleTimeout <= TimeSpan.Zero && IdleTimeout != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(IdleTimeout), IdleTimeout, $"KeyedOptions.IdleTimeout is {IdleTimeout}, but an actor stays for some time. Give a positive time, or Timeout.InfiniteTimeSpan.");
        if (MaxActivations < 1)
            throw new ArgumentOutOfRangeException(nameof(MaxActivations), MaxActivations, $"KeyedOptions.MaxActivations is {MaxActivations}, but somebody has to do the work. Give 1 or more, or leave it out for no bound.");
        ArgumentNullException.ThrowIfNull(Strategy);
        return this;
    }
}
