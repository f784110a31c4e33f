namespace Actors.Local;

/// <summary>What can be asked of an actor beside its mailbox. A flag that is up twice is obeyed once.</summary>
[Flags]
internal enum Signals
{
    None = 0,

    /// <summary>Make the instance and begin.</summary>
    Start = 1,

    /// <summary>No more messages; what waits is handled, then end.</summary>
    Drain = 2,

    /// <summary>End after the message at hand.</summary>
    Stop = 4,

    /// <summary>A child's failure was escalated; it lies in the cell's extras.</summary>
    ChildFailed = 8,

    /// <summary>The actor stops itself, after the message at hand.</summary>
    Finish = 16,

    /// <summary>A sibling failed, and they are restarted together: end the instance and wait to begin again.</summary>
    Pause = 32,

    /// <summary>End now, without the last hook.</summary>
    Kill = 64,

    /// <summary>End if there is nothing to do.</summary>
    Idle = 128,

    /// <summary>Something is to be handled before the mailbox; stays up until there is nothing.</summary>
    Front = 256,

    /// <summary>Look into the inbox that it shares with siblings; stays up until there is nothing.</summary>
    Shared = 512,

    /// <summary>The actor drains, so that its turns have to look at the clock; not a signal.</summary>
    Draining = 1 << 29,

    /// <summary>A turn was scheduled once; not a signal.</summary>
    Launched = 1 << 30,

    /// <summary>Those that say where the next message is, and ask for no step.</summary>
    Places = Front | Shared,

    /// <summary>Those that are no signals and stay.</summary>
    Marks = Draining | Launched,
}
