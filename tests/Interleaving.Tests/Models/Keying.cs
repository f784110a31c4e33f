using Actors;
using Actors.Keyed;
using Actors.Local;
using Channels.Atomics;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>What the models of keyed actors share: a class whose actors are made and let go, one for each key at a time.</summary>
internal abstract class KeyModel : ActorModel
{
    private int _instances;
    private string? _mistake;

    protected KeyedRegion<Keyed> Region { get; private set; } = null!;

    /// <summary>How often an actor was made for a key.</summary>
    protected int Made { get; private set; }

    public sealed override void Arrange()
    {
        KeyedHeadRecipe<Keyed> recipe = new(new KeyedFactory<Keyed>(NeedsScope: false, (_, _) => new Keyed(this)), new KeyedOptions { IdleTimeout = Timeout.InfiniteTimeSpan });
        Host.Spawn<KeyedHead>(Host.Roots, recipe, "keyed", options: null);
        Region = (KeyedRegion<Keyed>)recipe.Region;
        Turns.RunAll();
        Begin();
    }

    public override void Check()
    {
        Claim(_mistake is null, _mistake ?? "");
        SystemAccount account = Host.GetAccount();
        Claim(account is { Lost: 0, Pending: 0 } && account.Handled == Handled.Count, $"{account.Pending} wait, {account.Lost} are lost, {account.Handled} were handled.");
        Claim(Region.Count == _instances, $"The region counts {Region.Count}, and {_instances} are there.");
    }

    protected abstract void Begin();

    /// <summary>An address of the one key, with a memory of its own.</summary>
    protected IActorRef<Keyed> NewRef() => new KeyedRef<Keyed>(Region, "key");

    /// <summary>Lets the actor of the key go, as the sweep does.</summary>
    protected void LetGo() => Region.Find("key")?.Signal(Signals.Drain);

    /// <summary>Starts a thread of the scheduler on which what awaits a task goes on where that is completed.</summary>
    protected void KeyWorker(string name = "worker") => Thread(name, () =>
    {
        AskPool.Forget();
        using (ImmediateContext.Enter()) Turns.Work();
    });

    internal sealed class Keyed(KeyModel model) : Actor, IHandle<Note>
    {
        public ValueTask HandleAsync(Note message, CancellationToken cancellationToken)
        {
            model.Handled.Add(message.Value);
            return default;
        }

        protected internal override ValueTask OnStartAsync(CancellationToken cancellationToken)
        {
            model.Made++;
            if (++model._instances > 1) model._mistake = "There is one instance of a key at a time.";
            Interleave.Point();
            return default;
        }

        protected internal override ValueTask OnStopAsync(CancellationToken cancellationToken)
        {
            Interleave.Point();
            model._instances--;
            return default;
        }
    }
}

/// <summary>Two senders are the first for a key at once: one actor is made, and has both messages.</summary>
internal sealed class TwoAreTheFirstForAKey : KeyModel
{
    public override void Check()
    {
        base.Check();
        ClaimEqual([1, 2], Handled.Order(), "handled");
        Claim(Made == 1, $"{Made} were made.");
    }

    protected override void Begin()
    {
        Outside("sender 1", () => NewRef().Tell(new Note(1)));
        Outside("sender 2", () => NewRef().Tell(new Note(2)));
        KeyWorker();
    }
}

/// <summary>The actor of a key is let go as its sender sends: what the old one took and what the next one takes is all handled, in order.</summary>
internal sealed class TellsMeetLettingGo : KeyModel
{
    public override void Check()
    {
        base.Check();
        ClaimEqual([0, 1, 2], Handled, "handled");
    }

    protected override void Begin()
    {
        IActorRef<Keyed> key = NewRef();
        key.Tell(new Note(0));
        Outside("sender", () =>
        {
            key.Tell(new Note(1));
            key.Tell(new Note(2));
        });
        Outside("sweep", LetGo);
        KeyWorker();
    }
}

/// <summary>Two senders find the actor of a key closed, while it has not ended: they make one, which waits for the end of the other.</summary>
internal sealed class TwoFindAKeyClosed : KeyModel
{
    public override void Check()
    {
        base.Check();
        ClaimEqual([1, 2], Handled.Order(), "handled");
        Claim(Made <= 2, $"{Made} were made.");
    }

    protected override void Begin()
    {
        IActorRef<Keyed> first = NewRef();
        IActorRef<Keyed> second = NewRef();
        // There is one, which is to go when it has its turn.
        Region.Activate("key", closed: null);
        Turns.RunAll();
        LetGo();
        Outside("sender 1", () => first.Tell(new Note(1)));
        Outside("sender 2", () => second.Tell(new Note(2)));
        KeyWorker();
    }
}

/// <summary>A message comes to a key whose actor ends, and two workers are free: the next actor waits for the end of the other.</summary>
internal sealed class TellMeetsTheEndOfAKey : KeyModel
{
    public override void Check()
    {
        base.Check();
        ClaimEqual([1], Handled, "handled");
    }

    protected override void Begin()
    {
        Region.Activate("key", closed: null);
        Turns.RunAll();
        LetGo();
        Outside("sender", () => NewRef().Tell(new Note(1)));
        KeyWorker("worker 1");
        KeyWorker("worker 2");
    }
}
