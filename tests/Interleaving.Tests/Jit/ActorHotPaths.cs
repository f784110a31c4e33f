namespace Interleaving.Tests.Jit;

/// <summary>The program that is compiled along with channels and actors, so that the way of a message is compiled to machine code.</summary>
internal static class ActorHotPaths
{
    /// <summary>The methods whose machine code is compared.</summary>
    public const string Methods =
        "Post PostToNewBlock TakeOrPark TryTake TryTakeFirst TakeRestOrPark TryTakeRestLocked EndHandling BeginHandling TryUnpark Wake "
        + "Run RunTurn Handle HandleBacklog Settle Schedule Queue "
        + "Begin BeginLife TryReply TryFail TryEnd EndIfLate Release GetResult GetStatus End Recycle Rent Return";

    /// <summary>On one thread, so that every method is compiled after the same others; the pool's scheduler comes last.</summary>
    public const string Program = """
        using System;
        using System.Collections.Generic;
        using System.Runtime.CompilerServices;
        using System.Threading;
        using System.Threading.Tasks;
        using Actors;
        using Actors.Local;
        using Actors.Messaging;
        using Actors.Supervision;
        using Channels.Waiting;
        using Microsoft.Extensions.Logging.Abstractions;

        Turns turns = new();
        using LocalActorSystem system = new(new LocalSystemSettings(Timeout.InfiniteTimeSpan, null, new OneForOneStrategy()), null!, TimeProvider.System, turns, interceptor: null, NullLogger.Instance);
        IActorRef<Hot> actor = system.Spawn(() => new Hot(), "hot");
        turns.RunAll();
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < 300; i++) actor.Tell(new Note(i));
            actor.Tell(new Small(1));
            turns.RunAll();
            ValueTask<int> reply = actor.AskAsync(new Question());
            turns.RunAll();
            if (!reply.IsCompletedSuccessfully || reply.Result != 42) return 1;
            reply = actor.AskAsync(new Broken());
            turns.RunAll();
            if (!reply.IsFaulted || reply.AsTask().Exception is null) return 1;
        }

        ScheduleOn(new PoolScheduler(), goesLast: false);
        ScheduleOn(new PoolScheduler(), goesLast: true);
        return 0;

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void ScheduleOn(IActorScheduler scheduler, bool goesLast)
        {
            using ManualResetEventSlim ran = new();
            scheduler.Schedule(new Ring(ran), goesLast);
            ran.Wait();
        }

        internal sealed record Note(int Value);

        internal readonly record struct Small(int Value);

        internal sealed record Question : IRequest<Question, int>;

        internal sealed record Broken : IRequest<Broken, int>;

        internal sealed class Hot : Actor, IHandle<Note>, IHandle<Small>, IHandle<Question, int>, IHandle<Broken, int>
        {
            public ValueTask HandleAsync(Note message, CancellationToken cancellationToken) => default;

            public ValueTask HandleAsync(Small message, CancellationToken cancellationToken) => default;

            public ValueTask<int> HandleAsync(Question request, CancellationToken cancellationToken) => new(42);

            public ValueTask<int> HandleAsync(Broken request, CancellationToken cancellationToken) => throw new InvalidOperationException();
        }

        internal sealed class Turns : IActorScheduler
        {
            private readonly Queue<Runnable> _items = new();

            public void Schedule(Runnable item, bool goesLast) => _items.Enqueue(item);

            public void RunAll()
            {
                while (_items.TryDequeue(out Runnable? item)) item.Run();
            }
        }

        internal sealed class Ring(ManualResetEventSlim ran) : Runnable
        {
            public override void Run() => ran.Set();
        }
        """;
}
