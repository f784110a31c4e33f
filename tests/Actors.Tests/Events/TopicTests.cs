using Actors.Events;
using Actors.Mailboxes;
using Actors.Tests.Support;
using Channels;

namespace Actors.Tests.Events;

public class TopicTests
{
    private readonly Journal _journal = new();

    [Fact]
    public async Task Everybody_who_has_subscribed_gets_what_is_published()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Topic<Note> topic = new();
        IActorRef<Probe>[] probes = [host.System.Spawn(() => new Probe(_journal)), host.System.Spawn(() => new Probe(_journal))];
        Assert.Equal(0, topic.Publish(new Note("nobody")));

        foreach (IActorRef<Probe> probe in probes) topic.Subscribe(probe);
        using LaggingReceiver<Note> reader = topic.Subscribe();
        Assert.Equal(2, topic.Publish(new Note("first")));
        await topic.PublishAsync(new Note("second"));

        foreach (IActorRef<Probe> probe in probes) Assert.Equal(["first", "second"], await probe.AskAsync(new GetNotes()));
        Assert.Equal(new Note("first"), (await reader.ReadAsync()).Value);
        Assert.Equal(new Note("second"), (await reader.ReadAsync()).Value);
    }

    [Fact]
    public async Task Who_unsubscribes_gets_no_more_and_who_subscribes_twice_gets_all_once()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Topic<Note> topic = new();
        IActorRef<Probe> probe = host.System.Spawn(() => new Probe(_journal));
        topic.Subscribe(probe);
        IDisposable subscription = topic.Subscribe(probe);

        topic.Publish(new Note("once"));
        subscription.Dispose();
        topic.Publish(new Note("not any more"));

        Assert.Equal(["once"], await probe.AskAsync(new GetNotes()));
        Assert.Empty(topic.Subscribers);
    }

    [Fact]
    public async Task An_actor_that_ends_is_unsubscribed_and_one_that_is_restarted_stays()
    {
        await using TestHost host = await TestHost.StartAsync();
        using Topic<Note> topic = new();
        IActorRef<Probe> stays = host.System.Spawn(() => new Probe(_journal));
        IActorRef<Probe> ends = host.System.Spawn(() => new Probe(_journal));
        topic.Subscribe(stays);
        topic.Subscribe(ends);

        stays.Tell(new Fail(new InvalidOperationException("once")));
        await ends.StopAsync();
        topic.Publish(new Note("hello"));
        topic.Subscribe(ends);

        Assert.Equal(["hello"], await stays.AskAsync(new GetNotes()));
        Assert.Equal([stays], topic.Subscribers);
    }

    [Fact]
    public async Task One_whose_mailbox_is_full_misses_what_is_published_or_is_waited_for()
    {
        await using TestHost host = await TestHost.StartAsync();
        Letters letters = Letters.Of(host.System);
        using Topic<Note> topic = new();
        IActorRef<Probe> full = host.System.Spawn(() => new Probe(_journal), options: new SpawnOptions { Mailbox = new BoundedMailbox(1) });
        (Gate entered, Gate release) = (new Gate(), new Gate());
        full.Tell(new Hold(entered, release));
        await entered.Passed;
        topic.Subscribe(full);

        Assert.Equal(1, topic.Publish(new Note("fits")));
        Assert.Equal(0, topic.Publish(new Note("missed")));
        Task publishing = topic.PublishAsync(new Note("waited for")).AsTask();
        Assert.False(publishing.IsCompleted);
        release.Open();
        await publishing.WaitAsync(Gate.Patience);

        Assert.Equal(["fits", "waited for"], await full.AskAsync(new GetNotes(), Gate.Patience));
        Assert.Equal([new(full.Path, new Note("missed"), DeadLetterReason.MailboxFull)], letters.All);
    }

    [Fact]
    public async Task A_reader_that_lags_is_told_how_many_it_missed_and_holds_nobody_up()
    {
        using Topic<Note> topic = new(capacity: 2);
        using LaggingReceiver<Note> reader = topic.Subscribe();

        for (int number = 1; number <= 5; number++) topic.Publish(new Note($"{number}"));

        Assert.Equal(3, (await reader.ReadAsync()).Missed);
        Assert.Equal(new Note("4"), (await reader.ReadAsync()).Value);
    }

    [Fact]
    public async Task Dead_letters_can_be_read_as_a_sequence_and_a_slow_reader_loses_the_oldest()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> stopped = host.System.Spawn(() => new Probe(_journal));
        await stopped.StopAsync();
        await using IAsyncEnumerator<DeadLetter> letters = host.System.DeadLetters.ReadAllAsync(capacity: 2).GetAsyncEnumerator();
        ValueTask<bool> first = letters.MoveNextAsync();

        stopped.Tell(new Note("1"));
        Assert.True(await first);
        for (int number = 2; number <= 5; number++) stopped.Tell(new Note($"{number}"));

        Assert.Equal(new Note("1"), letters.Current.Message);
        Assert.True(await letters.MoveNextAsync());
        Assert.Equal(new Note("4"), letters.Current.Message);
    }
}
