using Actors.Mailboxes;
using Actors.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Faults;

/// <summary>
/// Every fault, told and asked, with and without a bound, idle, loaded and stopping. The clock stands still, and no Ask has
/// a timeout: each ends because of its cause or hangs. At its end every test adds the account up.
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
    public async Task Asked_it_ends_with_its_cause_and_the_account_adds_up(Fault fault, bool isBounded, Load load)
    {
        await using TestHost host = await StartAsync(fault);
        IActorRef<Patient> other = host.System.Spawn(() => new Patient(null));
        IActorRef<Patient> actor = Spawn(host, fault, isBounded);
        Gate release = await PrepareAsync(actor, fault, load);

        Task<int> ask = actor.AskAsync(new AskTrouble(fault, other), Timeout.InfiniteTimeSpan).AsTask();
        if (load == Load.Stopping) _ = actor.StopAsync();
        release.Open();

        Exception? error = await Record.ExceptionAsync(() => ask.WaitAsync(Gate.Patience));
        Assert.Contains(error?.GetType(), CausesOf(fault, load));
        await AssertOthersGoOnAsync(host);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Told_it_is_accounted_for(Fault fault, bool isBounded, Load load)
    {
        await using TestHost host = await StartAsync(fault);
        IActorRef<Patient> actor = Spawn(host, fault, isBounded);
        Gate release = await PrepareAsync(actor, fault, load);

        actor.Tell(new Trouble(fault));
        if (load == Load.Stopping) _ = actor.StopAsync();
        release.Open();

        await AssertOthersGoOnAsync(host);
    }

    private static Type?[] CausesOf(Fault fault, Load load) => fault switch
    {
        // An actor that drains takes no more questions, its own neither; and it ends whether or not an answer is still owed.
        Fault.ActorAsksItself or Fault.ActorsAskInACycle when load == Load.Stopping => [typeof(ActorStoppedException)],
        Fault.ReplyComesFromElsewhere when load == Load.Stopping => [null, typeof(ActorStoppedException)],
        Fault.HandlerThrows or Fault.HandlerThrowsAfterAwait or Fault.RestartingHookThrows or Fault.InterceptorThrows => [typeof(FormatException)],
        Fault.HandlerThrowsForeignCancellation or Fault.HandlerThrowsOwnCancellation => [typeof(OperationCanceledException)],
        Fault.ConstructorThrows or Fault.StartHookThrows => [typeof(ActorStartException)],
        Fault.InterceptorDrops => [typeof(MessageDroppedException)],
        Fault.ActorIsKilledInHandler or Fault.ReplyIsForwardedToAStoppedActor or Fault.ReplyIsOwedAtTheEnd => [typeof(ActorStoppedException)],
        Fault.ActorAsksItself or Fault.ActorsAskInACycle => [typeof(AskCycleException)],
        _ => [null],
    };

    private static async Task<TestHost> StartAsync(Fault fault)
    {
        TestHost host = await TestHost.StartAsync(time: new FakeTimeProvider(), settings: ("Actors:MaxRestarts", "1000"), configure: builder =>
        {
            if (fault is Fault.InterceptorThrows or Fault.InterceptorDrops) builder.Services.AddSingleton<ActorInterceptor>(new Meddler(fault));
        });
        if (fault == Fault.DeadLetterSubscriberThrows) host.System.DeadLetters.Subscribe(new Thrower());
        return host;
    }

    private static IActorRef<Patient> Spawn(TestHost host, Fault fault, bool isBounded) =>
        host.System.Spawn(() => new Patient(fault), options: new SpawnOptions { Mailbox = isBounded ? new BoundedMailbox(100) : null });

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

    private static async Task AssertOthersGoOnAsync(TestHost host)
    {
        IActorRef<Probe> probe = host.System.Spawn(() => new Probe(new Journal()));
        Assert.Equal(1, await probe.AskAsync(new GetLife(), Timeout.InfiniteTimeSpan).AsTask().WaitAsync(Gate.Patience));
    }

    private sealed class Meddler(Fault fault) : ActorInterceptor
    {
        public override ValueTask InterceptAsync(ActorPath actor, object message, Func<ValueTask> handle)
        {
            ArgumentNullException.ThrowIfNull(handle);
            if (message is not (Trouble or AskTrouble)) return handle();
            return fault == Fault.InterceptorThrows ? throw new FormatException("interceptor") : default;
        }
    }

    private sealed class Thrower : IObserver<DeadLetter>
    {
        public void OnNext(DeadLetter value) => throw new FormatException("subscriber");

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
