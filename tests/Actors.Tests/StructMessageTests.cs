using Actors.Mailboxes;
using Actors.Routing;
using Actors.Tests.Support;

namespace Actors.Tests;

/// <summary>Messages that are structs: small ones lie in the mailbox itself, others in a carrier, and nobody can tell.</summary>
public class StructMessageTests
{
    public static TheoryData<object> Messages => [default(Nothing), new Flag(true), new Padded(7, -8), new Whole(long.MinValue), new Large(1, 2, 3), new Named("nine", 9), Choice.Second];

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task It_arrives_whole(object message)
    {
        await using TestHost host = await TestHost.StartAsync();
        foreach (Mailbox? mailbox in (Mailbox?[])[null, new BoundedMailbox(100), new PriorityMailbox(static _ => 0)])
        {
            Taker taker = new(10);
            IActorRef<Taker> actor = host.System.Spawn(() => taker, options: new SpawnOptions { Mailbox = mailbox });

            for (int number = 0; number < 10; number++) Tell(actor, message);

            await taker.Taken.Passed;
            Assert.All(taker.Messages, taken => Assert.Equal(message, taken));
        }
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task It_is_whole_in_a_dead_letter(object message)
    {
        await using TestHost host = await TestHost.StartAsync();
        Letters letters = Letters.Of(host.System);
        IActorRef<Taker> actor = host.System.Spawn(() => new Taker(1));
        await actor.StopAsync();

        Tell(actor, message);

        Assert.Equal(message, Assert.Single(letters.All).Message);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Everybody_in_a_broadcast_gets_it_whole(object message)
    {
        await using TestHost host = await TestHost.StartAsync();
        Taker[] takers = [new(1), new(1), new(1)];
        ActorGroup<Taker> group = host.System.Group<Taker>("all");
        foreach (Taker taker in takers) group.Join(host.System.Spawn(() => taker));

        Tell(group, message);

        foreach (Taker taker in takers)
        {
            await taker.Taken.Passed;
            Assert.Equal(message, Assert.Single(taker.Messages));
        }
    }

    // By its own type, or there would be nothing of a struct about it.
    private static void Tell(IActorRef<Taker> actor, object message)
    {
        switch (message)
        {
            case Nothing nothing: actor.Tell(nothing); break;
            case Flag flag: actor.Tell(flag); break;
            case Padded padded: actor.Tell(padded); break;
            case Whole whole: actor.Tell(whole); break;
            case Large large: actor.Tell(large); break;
            case Named named: actor.Tell(named); break;
            case Choice choice: actor.Tell(choice); break;
        }
    }

    private enum Choice
    {
        First,
        Second,
    }

    private readonly record struct Nothing;

    private readonly record struct Flag(bool IsUp);

    private readonly record struct Padded(byte First, int Second);

    private readonly record struct Whole(long Value);

    private readonly record struct Large(long First, long Second, long Third);

    private readonly record struct Named(string Name, int Number);

    private sealed class Taker(int expected) : Actor,
        IHandle<Nothing>, IHandle<Flag>, IHandle<Padded>, IHandle<Whole>, IHandle<Large>, IHandle<Named>, IHandle<Choice>
    {
        public List<object> Messages { get; } = [];

        public Gate Taken { get; } = new();

        public ValueTask HandleAsync(Nothing message, CancellationToken cancellationToken) => Take(message);

        public ValueTask HandleAsync(Flag message, CancellationToken cancellationToken) => Take(message);

        public ValueTask HandleAsync(Padded message, CancellationToken cancellationToken) => Take(message);

        public ValueTask HandleAsync(Whole message, CancellationToken cancellationToken) => Take(message);

        public ValueTask HandleAsync(Large message, CancellationToken cancellationToken) => Take(message);

        public ValueTask HandleAsync(Named message, CancellationToken cancellationToken) => Take(message);

        public ValueTask HandleAsync(Choice message, CancellationToken cancellationToken) => Take(message);

        private ValueTask Take(object message)
        {
            Messages.Add(message);
            if (Messages.Count == expected) Taken.Open();
            return default;
        }
    }
}
