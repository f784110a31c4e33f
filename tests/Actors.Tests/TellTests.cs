using Actors.Mailboxes;
using Actors.Tests.Support;

namespace Actors.Tests;

public class TellTests
{
    private readonly Journal _journal = new();

    [Fact]
    public async Task Messages_of_one_sender_are_handled_in_the_order_they_were_sent()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
        string[] texts = [.. Enumerable.Range(0, 10_000).Select(number => $"{number}")];

        foreach (string text in texts) actor.Tell(new Note(text));

        Assert.Equal(texts, await actor.AskAsync(new GetNotes()));
    }

    [Fact]
    public async Task Handlers_never_overlap_and_each_sees_what_the_one_before_wrote()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Unlocked> actor = host.System.Spawn(() => new Unlocked());

        await Parallel.ForAsync(0, 8, async (_, cancellationToken) =>
        {
            for (int number = 0; number < 1_000; number++) await actor.TellAsync(new Note("one more"), cancellationToken);
        });
        await actor.StopAsync();

        Assert.Equal((8_000, 0), (Unlocked.Count, Unlocked.Overlaps));
    }

    [Fact]
    public async Task A_message_that_is_null_is_refused_at_the_caller()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));

        Assert.Throws<ArgumentNullException>("message", () => actor.Tell<Probe, Note>(null!));
        Assert.Throws<ArgumentNullException>("message", () => actor.TryTell<Probe, Note>(null!));
        await Assert.ThrowsAsync<ArgumentNullException>("message", async () => await actor.TellAsync<Probe, Note>(null!));
        Assert.Throws<ArgumentNullException>("actor", () => ((IActorRef<Probe>)null!).Tell(new Note("")));
    }

    [Fact]
    public async Task A_struct_message_arrives_as_it_was_sent()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Adder> actor = host.System.Spawn(() => new Adder());

        for (int number = 1; number <= 1000; number++) actor.Tell(new Amount(number));

        Assert.Equal(500_500, await actor.AskAsync(new GetSum()));
    }

    [Fact]
    public async Task A_handler_of_a_base_type_handles_derived_messages()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Zoo> zoo = host.System.Spawn(() => new Zoo());

        zoo.Tell(new Dog());

        Assert.Equal("Dog", await zoo.AskAsync(new GetLast()));
    }

    [Fact]
    public async Task A_protocol_is_as_good_an_address_as_the_class()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<IAdder> protocol = host.System.Spawn(() => new Adder());
        IActorRef<IHandle<Amount>> narrow = protocol;

        narrow.Tell(new Amount(3));

        Assert.Equal(3, await protocol.AskAsync(new GetSum()));
    }

    [Fact]
    public async Task A_message_to_a_stopped_actor_becomes_a_dead_letter()
    {
        await using TestHost host = await TestHost.StartAsync();
        Letters letters = Letters.Of(host.System);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), "gone");
        await actor.StopAsync();
        Note note = new("late");

        actor.Tell(note);
        await actor.TellAsync(note);

        Assert.Equal([new DeadLetter(new ActorPath("/gone"), note, DeadLetterReason.ActorStopped), new DeadLetter(new ActorPath("/gone"), note, DeadLetterReason.ActorStopped)], letters.All);
        Assert.Equal(2, host.System.GetAccount().Refused);
    }

    [Fact]
    public async Task TryTell_says_what_became_of_the_message()
    {
        await using TestHost host = await TestHost.StartAsync();
        Letters letters = Letters.Of(host.System);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), options: new SpawnOptions { Mailbox = new BoundedMailbox(1) });
        (Gate entered, Gate release) = (new Gate(), new Gate());

        Assert.Equal(TellStatus.Accepted, actor.TryTell(new Hold(entered, release)));
        await entered.Passed;
        Assert.Equal(TellStatus.Accepted, actor.TryTell(new Note("fits")));
        Assert.Equal(TellStatus.Full, actor.TryTell(new Note("does not fit")));
        release.Open();
        await actor.StopAsync();
        Assert.Equal(TellStatus.Stopped, actor.TryTell(new Note("late")));
        Assert.Empty(letters.All);
    }

    [Fact]
    public async Task Tell_on_a_full_mailbox_says_whose_it_is_and_what_to_do()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), "busy", new SpawnOptions { Mailbox = new BoundedMailbox(2) });
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        await entered.Passed;
        actor.Tell(new Note("1"));
        actor.Tell(new Note("2"));

        MailboxFullException error = Assert.Throws<MailboxFullException>(() => actor.Tell(new Note("3")));

        Assert.Equal((new ActorPath("/busy"), 2), (error.Actor, error.Capacity));
        Assert.Equal("The mailbox of /busy is full (2 waiting). Await TellAsync instead of Tell, or raise the capacity of its BoundedMailbox.", error.Message);
        release.Open();
        await actor.StopAsync();
        Assert.Equal(["start", "1", "2", "stop"], _journal.Lines);
    }

    [Fact]
    public async Task TellAsync_waits_for_room_and_keeps_the_order()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), options: new SpawnOptions { Mailbox = new BoundedMailbox(1) });
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        await entered.Passed;
        actor.Tell(new Note("0"));

        Task[] waiting = [.. Enumerable.Range(1, 5).Select(number => actor.TellAsync(new Note($"{number}")).AsTask())];
        Assert.DoesNotContain(waiting, wait => wait.IsCompleted);
        release.Open();
        await Task.WhenAll(waiting);

        await actor.StopAsync();
        Assert.Equal(["start", "0", "1", "2", "3", "4", "5", "stop"], _journal.Lines);
    }

    [Fact]
    public async Task A_cancelled_TellAsync_sent_nothing()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), options: new SpawnOptions { Mailbox = new BoundedMailbox(1) });
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        await entered.Passed;
        actor.Tell(new Note("kept"));
        using CancellationTokenSource cancellation = new();

        Task wait = actor.TellAsync(new Note("cancelled"), cancellation.Token).AsTask();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await actor.TellAsync(new Note("cancelled before"), cancellation.Token));
        release.Open();
        await actor.StopAsync();
        Assert.Equal(["start", "kept", "stop"], _journal.Lines);
    }

    [Fact]
    public async Task A_sender_that_waits_for_room_when_the_actor_stops_finds_its_message_among_the_dead_letters()
    {
        await using TestHost host = await TestHost.StartAsync();
        Letters letters = Letters.Of(host.System);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), options: new SpawnOptions { Mailbox = new BoundedMailbox(1) });
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        await entered.Passed;
        actor.Tell(new Note("queued"));
        Task wait = actor.TellAsync(new Note("waiting")).AsTask();

        actor.Stop();
        release.Open();
        await actor.StopAsync();
        await wait;

        Assert.Equal(
            [("queued", DeadLetterReason.StoppedBeforeHandling), ("waiting", DeadLetterReason.ActorStopped)],
            letters.All.Select(letter => (((Note)letter.Message).Text, letter.Reason)).Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_mailbox_without_room_is_refused_with_a_sentence(int capacity)
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new BoundedMailbox(capacity));

        Assert.StartsWith($"A bounded mailbox needs room for at least one message, but the capacity is {capacity}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bounded_mailbox_never_holds_more_than_its_capacity()
    {
        await using TestHost host = await TestHost.StartAsync(actors => actors.Add("bounded", _ => new Adder(), options => options.Mailbox = new BoundedMailbox(4)));
        IActorRef<Adder> actor = host.Ref<Adder>();

        await Parallel.ForAsync(0, 8, async (_, cancellationToken) =>
        {
            for (int number = 0; number < 5_000; number++) await actor.TellAsync(new Amount(1), cancellationToken);
        });

        await actor.StopAsync();
        ActorAccount account = Assert.Single(host.System.GetAccount().Actors);
        Assert.Equal(40_000, account.Handled);
        Assert.InRange(account.HighWater, 1, 4);
        Assert.Equal(4, account.Capacity);
    }

    /// <summary>Counts without a lock, across an await.</summary>
    private sealed class Unlocked : Actor, IHandle<Note>
    {
        private bool _isInside;
        private int _count;

        public static int Overlaps { get; private set; }

        public static int Count { get; private set; }

        public async ValueTask HandleAsync(Note message, CancellationToken cancellationToken)
        {
            if (_isInside) Overlaps++;
            _isInside = true;
            int before = _count;
            await Task.Yield();
            Count = _count = before + 1;
            _isInside = false;
        }
    }

    private readonly record struct Amount(long Value);

    private sealed record GetSum : IRequest<GetSum, long>;

    private interface IAdder : IHandle<Amount>, IHandle<GetSum, long>;

    private sealed class Adder : Actor, IAdder
    {
        private long _sum;

        public ValueTask HandleAsync(Amount message, CancellationToken cancellationToken)
        {
            _sum += message.Value;
            return default;
        }

        public ValueTask<long> HandleAsync(GetSum request, CancellationToken cancellationToken) => new(_sum);
    }

    private abstract record Animal;

    private sealed record Dog : Animal;

    private sealed record GetLast : IRequest<GetLast, string>;

    private sealed class Zoo : Actor, IHandle<Animal>, IHandle<GetLast, string>
    {
        private string _last = "";

        public ValueTask HandleAsync(Animal message, CancellationToken cancellationToken)
        {
            _last = message.GetType().Name;
            return default;
        }

        public ValueTask<string> HandleAsync(GetLast request, CancellationToken cancellationToken) => new(_last);
    }
}
