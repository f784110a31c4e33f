using Actors.Tests.Support;

namespace Actors.Tests.Faults;

/// <summary>
/// Every fault, told and asked, with and without a bound, idle, loaded and stopping. The clock stands still, and no Ask has
/// a timeout unless it is about that: each ends because of its cause or hangs. Then nothing is under way any more, and at
/// its end every test adds the account up.
/// </summary>
public class FaultMatrixTests
{
    public enum Load
    {
        Idle,
        Loaded,
        Stopping,
    }

    public static TheoryData<Fault, bool, Load> Cases
    {
        get
        {
            TheoryData<Fault, bool, Load> cases = [];
            foreach (Fault fault in Enum.GetValues<Fault>())
            {
                foreach (Load load in Enum.GetValues<Load>())
                {
                    cases.Add(fault, false, load);
                    cases.Add(fault, true, load);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Asked_it_ends_with_its_cause_and_nothing_stays_behind(Fault fault, bool isBounded, Load load)
    {
        await using FaultScene scene = await FaultScene.SetAsync(fault);
        IActorRef<Patient> actor = await scene.SpawnAsync(isBounded);
        Gate release = await PrepareAsync(actor, fault, load);

        Task<int> ask = scene.Ask(actor);
        await GoOnAsync(scene, actor, load, release);

        Exception? error = await Record.ExceptionAsync(() => ask.WaitAsync(Gate.Patience));
        Assert.Contains(error?.GetType(), CausesOf(fault, load));
        await scene.AssertOthersGoOnAsync();
        await scene.AssertQuietAsync();
        if (fault is Fault.ReplyIsGivenTwice or Fault.ReplyComesTooLate or Fault.AskerGivesUp) Assert.Equal(1, scene.Host.System.GetAccount().Asks.LateReplies);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Told_it_is_accounted_for_and_nothing_stays_behind(Fault fault, bool isBounded, Load load)
    {
        await using FaultScene scene = await FaultScene.SetAsync(fault);
        IActorRef<Patient> actor = await scene.SpawnAsync(isBounded);
        Gate release = await PrepareAsync(actor, fault, load);

        actor.TryTell(new Trouble(scene));
        await GoOnAsync(scene, actor, load, release);

        await scene.AssertOthersGoOnAsync();
        await scene.AssertQuietAsync();
    }

    private static Type?[] CausesOf(Fault fault, Load load) => fault switch
    {
        // An actor that drains takes no more questions, its own neither; and it ends whether or not an answer is still owed.
        Fault.ActorAsksItself or Fault.ActorsAskInACycle when load == Load.Stopping => [typeof(ActorStoppedException)],
        Fault.ReplyComesFromElsewhere when load == Load.Stopping => [null, typeof(ActorStoppedException)],
        // It may have been answered before.
        Fault.ActorIsStoppedMeanwhile or Fault.ActorIsKilledMeanwhile when load == Load.Idle => [null, typeof(ActorStoppedException)],
        // The time is over, or the actor is, or the collector has found out; whichever is first.
        Fault.ReplyIsNeverGiven => [typeof(AskTimeoutException), typeof(ReplyDroppedException), typeof(ActorStoppedException)],
        Fault.ReplyComesTooLate => [typeof(AskTimeoutException)],
        Fault.AskerGivesUp => [typeof(OperationCanceledException), typeof(TaskCanceledException)],
        Fault.HandlerThrows or Fault.HandlerThrowsAfterAwait or Fault.RestartingHookThrows or Fault.RestartedHookThrows => [typeof(FormatException)],
        Fault.InterceptorThrows or Fault.StrategyThrows or Fault.LoggerThrows => [typeof(FormatException)],
        Fault.ActorStopsItselfAndThrows or Fault.ActorStopsWhileItRestarts => [typeof(FormatException)],
        Fault.HandlerThrowsForeignCancellation or Fault.HandlerThrowsOwnCancellation => [typeof(OperationCanceledException)],
        Fault.HandlerOutlivesItsHost => [typeof(ActorSystemStoppingException)],
        Fault.ConstructorThrows or Fault.StartHookThrows => [typeof(ActorStartException)],
        Fault.InterceptorDrops => [typeof(MessageDroppedException)],
        Fault.ActorIsStoppedMeanwhile or Fault.ActorIsKilledMeanwhile or Fault.ActorIsKilledInHandler or Fault.HandlerNeverReturns => [typeof(ActorStoppedException)],
        Fault.ReplyIsForwardedToAStoppedActor or Fault.ReplyIsOwedAtTheEnd => [typeof(ActorStoppedException)],
        Fault.ActorAsksItself or Fault.ActorsAskInACycle => [typeof(AskCycleException)],
        _ => [null],
    };

    /// <summary>Brings the actor into a state, and holds it there until the gate is open.</summary>
    private static async Task<Gate> PrepareAsync(IActorRef<Patient> actor, Fault fault, Load load)
    {
        Gate release = new();
        // One that cannot start cannot be held either.
        if (load == Load.Idle || fault is Fault.ConstructorThrows or Fault.StartHookThrows) return release;

        Gate entered = new();
        actor.Tell(new Hold(entered, release));
        await entered.Passed;
        for (int number = 0; number < 50; number++) actor.Tell(new Note("before"));
        return release;
    }

    /// <summary>Sends what comes after the message, and lets the actor come to it.</summary>
    private static async Task GoOnAsync(FaultScene scene, IActorRef<Patient> actor, Load load, Gate release)
    {
        for (int number = 0; load != Load.Idle && number < 3; number++) actor.TryTell(new Note("after"));
        if (load == Load.Stopping) _ = actor.StopAsync();
        scene.Interrupt(actor);
        release.Open();
        await scene.InterveneAsync(actor);
    }
}
