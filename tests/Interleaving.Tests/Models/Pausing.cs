using Actors;
using Actors.Local;
using Interleaving.Tests.Simulation;

namespace Interleaving.Tests.Models;

/// <summary>An actor between two instances, whose turn is a thread of the model.</summary>
internal abstract class PauseModel : ActorModel
{
    protected ActorCell Cell { get; private set; } = null!;

    protected Interlude Interlude { get; private set; } = null!;

    public sealed override void Arrange()
    {
        SpawnAndStart();
        Cell = (ActorCell)((IActorRef)Actor).Life;
        Interlude = Cell.Extras.EnterInterlude();
        Begin();
    }

    protected abstract void Begin();

    /// <summary>Starts a thread on which what awaits a task goes on where that is completed.</summary>
    protected void Side(string name, Action body) => Thread(name, () =>
    {
        using (ImmediateContext.Enter()) body();
    });
}

/// <summary>An order comes to a turn that looks for one, and is woken for nothing besides: it is obeyed, once.</summary>
internal sealed class OrderMeetsPause : PauseModel
{
    private readonly InterludeOrder _order = InterludeOrder.ToBegin();
    private InterludeOrder? _obeyed;

    public override void Check() => Claim(_obeyed == _order, "The order is obeyed.");

    protected override void Begin()
    {
        Side("turn", () => _obeyed = Await(Interlude.NextAsync(Cell)));
        Side("supervisor", () => Interlude.Give(_order));
        Side("anyone", Interlude.Wake);
    }
}

/// <summary>Two orders, the second once the first was taken: each is obeyed.</summary>
internal sealed class OrdersInARow : PauseModel
{
    private readonly InterludeOrder[] _orders = [InterludeOrder.ToBegin(), InterludeOrder.ToBegin()];
    private readonly List<InterludeOrder?> _obeyed = [];

    public override void Check() => Claim(_obeyed.SequenceEqual(_orders), "Both are obeyed, one after the other.");

    protected override void Begin()
    {
        Side("turn", () =>
        {
            _obeyed.Add(Await(Interlude.NextAsync(Cell)));
            _obeyed.Add(Await(Interlude.NextAsync(Cell)));
        });
        Side("supervisor", () =>
        {
            Interlude.Give(_orders[0]);
            WaitUntil(() => _obeyed.Count == 1);
            Interlude.Give(_orders[1]);
        });
    }
}

/// <summary>A stop comes to a turn that waits for an order: it is seen, not slept over.</summary>
internal sealed class StopMeetsPause : PauseModel
{
    private bool _isToStop;

    public override void Check() => Claim(_isToStop, "The turn is told to stop.");

    protected override void Begin()
    {
        Side("turn", () => _isToStop = Await(Interlude.NextAsync(Cell)) is null);
        Side("stopper", () => Cell.Signal(Signals.Stop));
    }
}

/// <summary>A drain and the end of a delay come to a turn that waits for either: it goes on.</summary>
internal sealed class DrainMeetsDelay : PauseModel
{
    private bool _hasGoneOn;

    public override void Check() => Claim(_hasGoneOn, "The wait is over.");

    protected override void Begin()
    {
        Side("turn", () =>
        {
            Await(Interlude.DelayAsync(Cell, TimeSpan.FromSeconds(1)));
            _hasGoneOn = true;
        });
        Side("drainer", () => Cell.Signal(Signals.Drain));
        // As its timer does.
        Side("clock", () => Interlude.Give(InterludeOrder.ToBegin()));
    }
}
