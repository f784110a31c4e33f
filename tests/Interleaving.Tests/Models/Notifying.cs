using Channels;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>A notification and a wait begin at once: the wait ends. tokio's <c>notify_one</c>.</summary>
internal sealed class NotifyOneMeetsWait : Model
{
    private readonly Notify _notify = new();

    public override void Arrange()
    {
        Thread("waiting", () => Await(_notify.WaitAsync()));
        Thread("notifying", () => _notify.NotifyOne());
    }

    public override void Check() => Claim(!_notify.TryWait(), "A notification that was taken is not kept.");
}

/// <summary>Two that wait already are told by one call. tokio's <c>notify_waiters</c>.</summary>
internal sealed class NotifyAllMeetsTwoWaits : Model
{
    private readonly Notify _notify = new();

    public override void Arrange()
    {
        ValueTask first = _notify.WaitAsync();
        ValueTask second = _notify.WaitAsync();
        Thread("first", () => Await(first));
        Thread("second", () => Await(second));
        Thread("notifying", () => _notify.NotifyAll());
    }

    public override void Check() => Claim(!_notify.TryWait(), "Telling all keeps nothing.");
}

/// <summary>A wait begins beside a call that tells all and one that tells one: it ends by one or the other. tokio's <c>notify_waiters_and_one</c>.</summary>
internal sealed class NotifyAllAndOneMeetWait : Model
{
    private readonly Notify _notify = new();

    public override void Arrange()
    {
        Thread("telling all", () => _notify.NotifyAll());
        Thread("telling one", () => _notify.NotifyOne());
        Thread("waiting", () => Await(_notify.WaitAsync()));
    }

    public override void Check()
    {
        _notify.TryWait();
        Claim(!_notify.TryWait(), "One notification is kept at most.");
    }
}

/// <summary>Two pass one notification on to each other, and the last keeps it. tokio's <c>notify_multi</c>.</summary>
internal sealed class NotificationIsPassedOn : Model
{
    private readonly Notify _notify = new();

    public override void Arrange()
    {
        Thread("first", PassOn);
        Thread("second", PassOn);
        Thread("notifying", () => _notify.NotifyOne());
    }

    public override void Check()
    {
        Claim(_notify.TryWait(), "It is passed on to the end.");
        Claim(!_notify.TryWait(), "It is one.");
    }

    private void PassOn()
    {
        Await(_notify.WaitAsync());
        _notify.NotifyOne();
    }
}

/// <summary>The first of two that wait is cancelled as a notification comes: it has taken it, or the other gets it. tokio's <c>notify_drop</c>.</summary>
internal sealed class NotifyOneMeetsCancel : Model
{
    private readonly Notify _notify = new();
    private int _told;

    public override void Arrange()
    {
        ValueTask first = _notify.WaitAsync(Cancellation.Token);
        Thread("first", () =>
        {
            try
            {
                Await(first);
                _told++;
                // Passed on by who took it.
                _notify.NotifyOne();
            }
            catch (OperationCanceledException)
            {
            }
        });
        Thread("canceller", Cancellation.Cancel);
        Thread("notifying", () =>
        {
            ValueTask second = _notify.WaitAsync();
            _notify.NotifyOne();
            Await(second);
            _told++;
        });
    }

    public override void Check() => Claim(_told is 1 or 2 && !_notify.TryWait(), "The one notification reaches somebody, and is then gone.");
}

/// <summary>If the first of two was told by a call that tells all, so was the second, and needs nothing further. tokio's <c>notify_waiters_poll_consistency</c>.</summary>
internal sealed class NotifyAllTellsBothOrNone : Model
{
    private readonly Notify _notify = new();

    public override void Arrange()
    {
        Thread("telling all", () => _notify.NotifyAll());
        Thread("waiting", () =>
        {
            ValueTask first = _notify.WaitAsync();
            ValueTask second = _notify.WaitAsync();
            bool isTold = first.IsCompleted;
            // Whether the call came before both, between them or after them: the second came last.
            if (isTold)
            {
                _notify.NotifyOne();
                Claim(_notify.TryWait() || second.IsCompleted, "Who was told takes no further notification.");
            }
            else
            {
                _notify.NotifyAll();
            }

            Await(first);
            if (!isTold) Await(second);
        });
    }

    public override void Check() => Claim(!_notify.TryWait(), "Telling all keeps nothing.");
}

/// <summary>One of many is told by a call that tells all: none of the others takes a notification that comes after. tokio's <c>notify_waiters_poll_consistency_many</c>.</summary>
internal sealed class NotifyAllLeavesNobodyInLine : Model
{
    private readonly Notify _notify = new();

    public override void Arrange()
    {
        ValueTask first = _notify.WaitAsync();
        ValueTask second = _notify.WaitAsync();
        Thread("telling all", () => _notify.NotifyAll());
        Thread("waiting", () =>
        {
            WaitUntil(() => first.IsCompleted);
            _notify.NotifyOne();
            Claim(_notify.TryWait(), "Nobody of before is left to take it.");
            Await(first);
            Await(second);
        });
    }

    public override void Check()
    {
    }
}

/// <summary>One that was told waits anew, and gets the notification that comes then. tokio's <c>notify_waiters_is_atomic</c>.</summary>
internal sealed class NotifyAllIsOneStep : Model
{
    private readonly Notify _notify = new();

    public override void Arrange()
    {
        ValueTask first = _notify.WaitAsync();
        ValueTask last = _notify.WaitAsync();
        Thread("telling all", () => _notify.NotifyAll());
        Thread("waiting", () =>
        {
            Await(last);
            ValueTask anew = _notify.WaitAsync();
            Claim(!anew.IsCompleted, "A wait that begins later is not told.");
            _notify.NotifyOne();
            Claim(anew.IsCompleted, "It gets what comes later.");
            Await(anew);
            Await(first);
        });
    }

    public override void Check()
    {
    }
}

/// <summary>One call that tells all does not get through two waits, one after the other. tokio's <c>notify_waiters_sequential_notified_await</c>.</summary>
internal sealed class NotifyAllDoesNotReachTheNextWait : Model
{
    private readonly Notify _notify = new();
    private bool _hasTold;

    public override void Arrange()
    {
        ValueTask first = _notify.WaitAsync();
        ValueTask other = _notify.WaitAsync();
        Thread("waiting", () =>
        {
            Await(first);
            ValueTask second = _notify.WaitAsync();
            WaitUntil(() => _hasTold);
            Claim(!second.IsCompleted, "The call was over for this one before it began.");
            _notify.NotifyOne();
            Await(second);
            Await(other);
        });
        Thread("telling all", () =>
        {
            _notify.NotifyAll();
            _hasTold = true;
        });
    }

    public override void Check()
    {
    }
}
