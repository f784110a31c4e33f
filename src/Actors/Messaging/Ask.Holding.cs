using Channels.Atomics;

namespace Actors.Messaging;

/// <summary>Who holds an Ask, and whose it is to answer. When all have let go it begins a later life.</summary>
internal abstract partial class Ask
{
    // A handler that still runs, but will not answer: somebody else has its reply.
    private const int Bystander = 1 << 16;

    // The asker, those who may answer, and so many bystanders.
    private int _holders;

    // Written by who holds it for the actor's side.
    private bool _isDeferred;

    /// <summary>Whether nobody is handling it, and yet it is not answered: whoever has its reply owes that.</summary>
    public bool IsDeferred => Atomic.Read(ref _isDeferred);

    /// <summary>It is for somebody else to answer, who is asked something else. By who may answer, before the other has it.</summary>
    public void Forward(IAskParty target, object request)
    {
        Request = request;
        PutTo(target);
        Atomic.Write(ref _isDeferred, false);
        // The asker may wait for another now. As always: first the edge, with a fence, and then the look.
        Atomic.Fence();
        AskCycleSearch.Look(this, Life);
    }

    /// <summary>Somebody passes it on: from now on it is that one's to answer. By who holds it for the actor's side, before the actor has it.</summary>
    public void PutTo(IAskParty target) =>
        // Pairs with the read in EndIfLate.
        Atomic.Write(ref _target, target);

    /// <summary>It is put to so many more: it ends with the first answer, or when all have given it up. By who holds it for the actor's side.</summary>
    public void ShareAmong(int others) => ChangeHolders(others);

    /// <summary>Its handler hands the right to answer to whoever uses its reply, and stands by. By the turn.</summary>
    public void Defer()
    {
        Atomic.Write(ref _isDeferred, true);
        ChangeHolders(Bystander);
    }

    /// <summary>The handler that stood by has returned.</summary>
    public void StandDown()
    {
        if (ChangeHolders(-Bystander) == 0) Recycle();
    }

    /// <summary>The handler that stood by has failed, and lets go as any that fails.</summary>
    public void StepIn() => ChangeHolders(1 - Bystander);

    /// <summary>Lets go of it, once for each side.</summary>
    public void Release()
    {
        if (Atomic.Decrement(ref _holders) == 0) Recycle();
    }

    /// <summary>Lets go of it without an answer. The last to do so ends it, with its own reason.</summary>
    public void GiveUp(Exception reason, AskOutcome outcome)
    {
        // Read while it is still held: if the asker collects the end that another gave it, and it begins a later life,
        // the exchange below fails.
        int state = Atomic.Read(ref _state);
        int left = Atomic.Decrement(ref _holders);
        if (left == 0) Recycle();
        else if (left % Bystander == 1 && (state & Phase) == Pending && Atomic.CompareExchange(ref _state, (state & ~Phase) | Ended, state) == state)
        {
            _error = reason;
            _registry!.Ledger.Count(outcome);
            Complete();
        }
    }

    private int ChangeHolders(int by)
    {
        int holders;
        do holders = Atomic.Read(ref _holders);
        while (Atomic.CompareExchange(ref _holders, holders + by, holders) != holders);
        return holders + by;
    }
}
