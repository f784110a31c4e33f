using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Actors.Tests.Support;

namespace Actors.Tests;

/// <summary>What carries a message is used again: to the byte, with turns that the test runs.</summary>
[Collection("One at a time")]
[SuppressMessage("Reliability", "CA2012", Justification = "Each has ended when it is awaited, once.")]
public class ReuseTests
{
    private const int Rounds = 200;

    [Fact]
    public async Task An_ask_and_its_answer_allocate_nothing()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Meter> actor = Rest(stage);
        Question question = new();

        AssertNothingIsAllocated(() =>
        {
            ValueTask<int> ask = actor.AskAsync(question);
            stage.Turns.RunOne();
            ask.GetAwaiter().GetResult();
        });
    }

    [Fact]
    public async Task A_struct_message_allocates_nothing()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Meter> actor = Rest(stage);

        AssertNothingIsAllocated(() =>
        {
            actor.Tell(new Reading(1));
            stage.Turns.RunOne();
        });
    }

    [Fact]
    public async Task More_messages_in_flight_than_a_thread_keeps_allocate_nothing_either()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Meter> actor = Rest(stage);

        AssertNothingIsAllocated(() =>
        {
            for (int number = 0; number < 300; number++) actor.Tell(new Reading(number));
            stage.Turns.RunAll();
        });
    }

    [Fact]
    public async Task A_handler_that_awaits_costs_the_engine_nothing()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Meter> actor = Rest(stage);
        Wait[] waits = [.. Enumerable.Range(0, 3 * Rounds).Select(_ => new Wait())];
        int next = 0;

        AssertNothingIsAllocated(() =>
        {
            Wait wait = waits[next++];
            actor.Tell(wait);
            stage.Turns.RunOne();
            SynchronizationContext? context = SynchronizationContext.Current;
            SynchronizationContext.SetSynchronizationContext(null);
            wait.Source.SetResult();
            SynchronizationContext.SetSynchronizationContext(context);
            stage.Turns.RunOne();
        });
    }

    [Fact]
    public async Task Asks_beyond_what_is_kept_for_the_next_are_let_go_of()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Meter> actor = Rest(stage);
        AskAtOnce(stage, actor, 10_000);
        stage.Time.AdvanceMilliseconds(60_000);
        long before = GC.GetTotalMemory(forceFullCollection: true);

        for (int round = 0; round < 5; round++)
        {
            AskAtOnce(stage, actor, 10_000);
            stage.Time.AdvanceMilliseconds(60_000);
        }

        // Each round makes 6,000 new ones, of more than 100 bytes each.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 1_000_000);
    }

    [Fact]
    public async Task An_answer_is_kept_alive_by_nobody_but_who_asked()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Meter> actor = Rest(stage);

        WeakReference answer = Ask(stage, actor);

        for (int round = 0; round < 50 && answer.IsAlive; round++) GC.Collect();
        Assert.False(answer.IsAlive);
        Assert.Equal(0, stage.AccountOf(actor).Pending);
    }

    private static IActorRef<Meter> Rest(Stage stage)
    {
        IActorRef<Meter> actor = stage.System.Spawn(() => new Meter(), "meter");
        stage.Turns.RunAll();
        return actor;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Ask(Stage stage, IActorRef<Meter> actor)
    {
        ValueTask<object> ask = actor.AskAsync(new MakeObject());
        stage.Turns.RunOne();
        return new WeakReference(ask.GetAwaiter().GetResult());
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void AskAtOnce(Stage stage, IActorRef<Meter> actor, int count)
    {
        Question question = new();
        ValueTask<int>[] asks = [.. Enumerable.Range(0, count).Select(_ => actor.AskAsync(question))];
        stage.Turns.RunAll();
        foreach (ValueTask<int> ask in asks) ask.GetAwaiter().GetResult();
    }

    private static void AssertNothingIsAllocated(Action round)
    {
        for (int number = 0; number < Rounds; number++) round();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int number = 0; number < Rounds; number++) round();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private sealed record Question : IRequest<Question, int>;

    private sealed record MakeObject : IRequest<MakeObject, object>;

    private readonly record struct Reading(long Value);

    private sealed class Wait
    {
        public TaskCompletionSource Source { get; } = new();
    }

    private sealed class Meter : Actor, IHandle<Question, int>, IHandle<MakeObject, object>, IHandle<Reading>, IHandle<Wait>
    {
        private long _sum;

        public ValueTask<int> HandleAsync(Question request, CancellationToken cancellationToken) => new((int)_sum);

        public ValueTask<object> HandleAsync(MakeObject request, CancellationToken cancellationToken) => new(new object());

        public ValueTask HandleAsync(Reading message, CancellationToken cancellationToken)
        {
            _sum += message.Value;
            return default;
        }

        public ValueTask HandleAsync(Wait message, CancellationToken cancellationToken) => new(message.Source.Task);
    }
}
