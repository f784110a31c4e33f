using Channels;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>Three acquire one of two permits and give it back. tokio's <c>basic_usage</c>.</summary>
internal sealed class ThreeAcquireOneOfTwo : Model
{
    private readonly FairSemaphore _semaphore = new(2);
    private int _held;

    public override void Arrange()
    {
        Thread("first", AcquireAndRelease);
        Thread("second", AcquireAndRelease);
        Thread("third", AcquireAndRelease);
    }

    public override void CheckAlways() => Claim(_held <= 2, "Two are held at most.");

    public override void Check() => Claim(_semaphore.Available == 2, "Both are given back.");

    private void AcquireAndRelease()
    {
        SemaphorePermit permit = Await(_semaphore.AcquireAsync());
        _held++;
        Claim(permit.Count == 1, "A permit holds what it was acquired for.");
        _held--;
        permit.Dispose();
    }
}

/// <summary>Two take turns with one permit. tokio's <c>release</c>.</summary>
internal sealed class ReleaseMeetsAcquire : Model
{
    private readonly FairSemaphore _semaphore = new(1);

    public override void Arrange()
    {
        Thread("first", () => Await(_semaphore.AcquireAsync()).Dispose());
        Thread("second", () => Await(_semaphore.AcquireAsync()).Dispose());
    }

    public override void Check() => Claim(_semaphore.Available == 1, "It is given back.");
}

/// <summary>The semaphore is closed while two take turns: each goes on or is told. tokio's <c>basic_closing</c>.</summary>
internal sealed class CloseMeetsAcquire : Model
{
    private readonly FairSemaphore _semaphore = new(1);

    public override void Arrange()
    {
        Thread("first", TakeTwice);
        Thread("second", TakeTwice);
        Thread("closing", () => Claim(_semaphore.Close(), "It is closed once."));
    }

    public override void Check() => Claim(_semaphore.Available == 1, "It is given back after the close as well.");

    private void TakeTwice()
    {
        try
        {
            Await(_semaphore.AcquireAsync()).Dispose();
            Await(_semaphore.AcquireAsync()).Dispose();
        }
        catch (SemaphoreClosedException)
        {
        }
    }
}

/// <summary>Each who was served closes: the others are served or told. tokio's <c>concurrent_close</c>.</summary>
internal sealed class EachWhoWasServedCloses : Model
{
    private readonly FairSemaphore _semaphore = new(1);
    private int _closed;

    public override void Arrange()
    {
        Thread("first", TakeAndClose);
        Thread("second", TakeAndClose);
        Thread("third", TakeAndClose);
    }

    public override void Check() => Claim(_closed == 1 && _semaphore.Available == 1, "One of them closed it, and what was held came back.");

    private void TakeAndClose()
    {
        try
        {
            Await(_semaphore.AcquireAsync()).Dispose();
            if (_semaphore.Close()) _closed++;
        }
        catch (SemaphoreClosedException)
        {
        }
    }
}

/// <summary>Those who wait are cancelled as permits come: what was not taken is there. tokio's <c>concurrent_cancel</c>.</summary>
internal sealed class CancelMeetsPermits : Model
{
    private readonly FairSemaphore _semaphore = new(0);
    private int _taken;

    public override void Arrange()
    {
        ValueTask<SemaphorePermit> large = _semaphore.AcquireAsync(3, Cancellation.Token);
        ValueTask<SemaphorePermit> small = _semaphore.AcquireAsync(1, Cancellation.Token);
        Thread("canceller", Cancellation.Cancel);
        Thread("adding", () =>
        {
            _semaphore.AddPermits(2);
            _semaphore.AddPermits(1);
        });
        Thread("waiting", () =>
        {
            Take(large);
            Take(small);
        });
    }

    public override void Check() => Claim(_taken + _semaphore.Available == 3, "Nothing is lost and nothing is doubled.");

    private void Take(ValueTask<SemaphorePermit> wait)
    {
        try
        {
            _taken += Await(wait).Count;
        }
        catch (OperationCanceledException)
        {
        }
    }
}

/// <summary>The first in line gathers, is cancelled, and what it had is enough for the second, which has no token: it must not be forgotten.</summary>
internal sealed class CancelOfTheFirstServesTheSecond : Model
{
    private readonly FairSemaphore _semaphore = new(1);

    public override void Arrange()
    {
        ValueTask<SemaphorePermit> large = _semaphore.AcquireAsync(2, Cancellation.Token);
        ValueTask<SemaphorePermit> small = _semaphore.AcquireAsync();
        Thread("canceller", Cancellation.Cancel);
        Thread("first", () =>
        {
            try
            {
                Await(large).Dispose();
            }
            catch (OperationCanceledException)
            {
            }
        });
        Thread("second", () => Await(small).Dispose());
    }

    public override void Check() => Claim(_semaphore.Available == 1, "It is given back.");
}

/// <summary>Two acquire different numbers of ten, one after the other. tokio's <c>batch</c>.</summary>
internal sealed class TwoAcquireManyInTurns : Model
{
    private readonly FairSemaphore _semaphore = new(10);
    private int _held;

    public override void Arrange()
    {
        Thread("first", AcquireInTurns);
        Thread("second", AcquireInTurns);
    }

    public override void CheckAlways() => Claim(_held <= 10, "Ten are held at most.");

    public override void Check() => Claim(_semaphore.Available == 10, "All are given back.");

    private void AcquireInTurns()
    {
        foreach (int count in (int[])[4, 10, 8])
        {
            SemaphorePermit permit = Await(_semaphore.AcquireAsync(count));
            _held += count;
            Claim(permit.Count == count, "A permit holds what it was acquired for.");
            _held -= count;
            permit.Dispose();
        }
    }
}

/// <summary>Permits come back while somebody begins to wait for more than there are. tokio's <c>release_during_acquire</c>.</summary>
internal sealed class ReleaseMeetsAcquireOfMany : Model
{
    private readonly FairSemaphore _semaphore = new(10);

    public override void Arrange()
    {
        Claim(_semaphore.TryAcquire(out SemaphorePermit held, 8), "There are ten.");
        Thread("acquiring", () => Await(_semaphore.AcquireAsync(4)).Dispose());
        Thread("releasing", held.Dispose);
        // A second copy is given back as well, and must count for nothing.
        Thread("releasing again", held.Dispose);
    }

    public override void Check() => Claim(_semaphore.Available == 10, "All are given back, once.");
}
