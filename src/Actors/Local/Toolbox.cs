using Actors.Messaging;
using Channels.Atomics;

namespace Actors.Local;

/// <summary>What an actor uses inside its lives: timers, a stash, background work, idle times. Made when it first uses one of them; touched only inside its turn, unless a member says otherwise.</summary>
internal sealed class Toolbox(ActorCell cell)
{
    private TimerSet? _timers;
    private IdleWatch? _idle;

    // Made by the turn; read by accounts and by the timer's thread as well.
    private Stash? _stash;
    private BackgroundWork? _background;
    private OpenHandlers? _open;

    // What came beside the mailbox: completions while the actor drained, and what its mailbox would not keep. Written by the turn, read by accounts.
    private int _late;

    public TimerSet? StartedTimers => _timers;

    public TimerSet Timers => _timers ??= new TimerSet(cell);

    /// <summary>As the spawn options say; set with the cell.</summary>
    public int? StashCapacity { get; init; }

    /// <summary>Stops the actor when it is idle; set with the cell.</summary>
    public IdleWatch? Passivation { get; init; }

    public Stash? UsedStash => _stash;

    public Stash Stash => _stash ?? Make(ref _stash, new Stash(cell, StashCapacity));

    public BackgroundWork? UsedBackground => _background;

    public BackgroundWork Background => _background ?? Make(ref _background, new BackgroundWork(cell));

    /// <summary>From any thread.</summary>
    public OpenHandlers? UsedOpen => Atomic.Read(ref _open);

    public OpenHandlers Open => _open ?? Make(ref _open, new OpenHandlers(cell));

    /// <summary>Messages that were taken out of the mailbox and are not handled yet; from any thread.</summary>
    public int Pending => (Atomic.Read(ref _stash)?.Pending ?? 0) + (UsedOpen?.Count ?? 0);

    /// <summary>Messages that never lay in the mailbox; from any thread.</summary>
    public int Late => Atomic.Read(ref _late);

    /// <summary>Whether nothing is put aside and nothing runs in the background; from any thread.</summary>
    public bool IsQuiet => Pending == 0 && Atomic.Read(ref _background) is not { IsRunning: true };

    public bool HasFront => _stash is { HasFront: true } || _background is { HasLate: true } || _open is { HasWork: true };

    /// <summary>The next message to be handled before the mailbox.</summary>
    public bool TryTakeFront(out Envelope envelope)
    {
        if (_stash is not null && _stash.TryTakeFront(out envelope)) return true;
        if (_background is null || !_background.TryTakeLate(out envelope))
        {
            envelope = default;
            return false;
        }

        CountLate();
        return true;
    }

    /// <summary>A message is taken that never lay in the mailbox.</summary>
    public void CountLate() => Atomic.Write(ref _late, _late + 1);

    /// <summary>Has the actor told, or no longer told, when it is idle.</summary>
    public void SetIdle(Notice? notice, TimeSpan after)
    {
        _idle?.Cancel();
        _idle = notice is null ? null : new IdleWatch(cell, after, notice);
        _idle?.Start();
    }

    /// <summary>A life is over: its timers and its work are, too, and what it put aside is for the next.</summary>
    public void EndLife()
    {
        _timers?.CancelAll();
        _background?.EndLife();
        SetIdle(null, default);
        _stash?.Unstash(int.MaxValue);
    }

    private static T Make<T>(ref T? field, T fresh)
        where T : class
    {
        Atomic.Write(ref field, fresh);
        return fresh;
    }
}
