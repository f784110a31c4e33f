using Actors.Tests.Support;

namespace Actors.Tests;

public class DeadLetterTests
{
    private readonly Journal _journal = new();

    [Fact]
    public async Task A_subscriber_that_throws_is_unsubscribed_and_the_others_are_told()
    {
        await using TestHost host = await TestHost.StartAsync();
        host.System.DeadLetters.Subscribe(new Thrower());
        Letters letters = Letters.Of(host.System);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
        await actor.StopAsync();

        actor.Tell(new Note("1"));
        actor.Tell(new Note("2"));

        Assert.Equal(2, letters.All.Count);
        Assert.Equal(1, host.Log.Count(1001));
    }

    [Fact]
    public async Task Who_unsubscribes_is_told_no_more()
    {
        await using TestHost host = await TestHost.StartAsync();
        Letters letters = new();
        IDisposable subscription = host.System.DeadLetters.Subscribe(letters);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
        await actor.StopAsync();
        actor.Tell(new Note("1"));

        subscription.Dispose();
        subscription.Dispose();
        actor.Tell(new Note("2"));

        Assert.Equal("1", ((Note)Assert.Single(letters.All).Message).Text);
    }

    [Fact]
    public async Task A_struct_message_is_told_as_it_was_sent()
    {
        await using TestHost host = await TestHost.StartAsync();
        Letters letters = Letters.Of(host.System);
        IActorRef<Sink> actor = host.System.Spawn(() => new Sink());
        await actor.StopAsync();

        actor.Tell(new Small(42));

        Assert.Equal(new Small(42), Assert.Single(letters.All).Message);
    }

    private readonly record struct Small(int Value);

    private sealed class Sink : Actor, IHandle<Small>
    {
        public ValueTask HandleAsync(Small message, CancellationToken cancellationToken) => default;
    }

    private sealed class Thrower : IObserver<DeadLetter>
    {
        public void OnNext(DeadLetter value) => throw new NotSupportedException();

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
