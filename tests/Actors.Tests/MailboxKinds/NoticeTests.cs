using Actors.Mailboxes;
using Actors.Tests.Support;

namespace Actors.Tests.MailboxKinds;

/// <summary>What an actor's own machinery sends it, and nobody would send again: no kind of mailbox keeps it from the actor.</summary>
public class NoticeTests
{
    private readonly Journal _journal = new();

    public static TheoryData<string> Kinds => new(All.Keys);

    private static Dictionary<string, Func<Mailbox>> All { get; } = new()
    {
        ["drop newest"] = () => new BoundedMailbox(1, MailboxFullMode.DropNewest),
        ["drop oldest"] = () => new BoundedMailbox(1, MailboxFullMode.DropOldest),
        ["reject"] = () => new BoundedMailbox(1),
        ["one key for all"] = () => new LatestOnlyMailbox(_ => 0),
        ["a key that throws"] = () => new LatestOnlyMailbox(message => ((Note)message).Text),
        ["a priority that throws"] = () => new PriorityMailbox(message => ((Note)message).Text.Length),
        ["expires at once"] = () => new ExpiringMailbox(_ => TimeSpan.Zero),
        ["a time to live that throws"] = () => new ExpiringMailbox(message => ((Note)message).Text.Length > 0 ? TimeSpan.FromHours(1) : TimeSpan.Zero),
        ["a lane before one that drops"] = () => new ControlLaneMailbox<Note>(new BoundedMailbox(1, MailboxFullMode.DropNewest)),
        ["one that drops everything"] = () => new Sieve(throws: false),
        ["one that throws about everything"] = () => new Sieve(throws: true),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_end_of_a_watched_actor_is_told_once(string kind)
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Probe> other = stage.System.Spawn(() => new Probe(new Journal()));
        IActorRef<Watcher> watcher = Spawn(stage, kind, me => me.Watch(other));
        other.Stop();
        foreach (string text in new[] { "1", "2" }) watcher.TryTell(new Note(text));
        // The other's end comes while the mailbox is full, and more behind it.
        stage.Turns.RunOne();
        foreach (string text in new[] { "3", "4" }) watcher.TryTell(new Note(text));

        stage.Turns.RunAll();

        Assert.Single(_journal.Lines, "terminated");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_timer_that_rings_once_rings(string kind)
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Watcher> actor = Spawn(stage, kind, me => me.StartTimer("once", new Tick(), TimeSpan.FromSeconds(1)));
        foreach (string text in new[] { "1", "2" }) actor.TryTell(new Note(text));
        stage.Time.Advance(TimeSpan.FromSeconds(1));
        foreach (string text in new[] { "3", "4" }) actor.TryTell(new Note(text));

        stage.Turns.RunAll();

        Assert.Single(_journal.Lines, "tick");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_result_of_work_in_the_background_comes_back(string kind)
    {
        await using Stage stage = await Stage.StartAsync();
        TaskCompletionSource<int> work = new();
        IActorRef<Watcher> actor = Spawn(stage, kind, me => me.RunInBackground(_ => work.Task, _ => new Tick()));
        foreach (string text in new[] { "1", "2" }) actor.TryTell(new Note(text));
        Turns.Plainly(() => work.SetResult(1));

        stage.Turns.RunAll();

        Assert.Single(_journal.Lines, "tick");
    }

    [Fact]
    public async Task A_mailbox_tells_the_watchers_own_message_by_its_type_and_does_not_make_it()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Probe> other = stage.System.Spawn(() => new Probe(new Journal()));
        int made = 0;
        IActorRef<Watcher> watcher = stage.System.Spawn(
            () => new Watcher(_journal, me => me.Watch(other, _ =>
            {
                made++;
                return new Tick();
            })),
            options: new SpawnOptions { Mailbox = new ControlLaneMailbox<Tick>() });
        stage.Turns.RunAll();
        other.Stop();
        watcher.Tell(new Note("before"));
        stage.Turns.RunOne();

        Assert.Equal(0, made);
        stage.Turns.RunAll();
        Assert.Equal(["tick", "before"], _journal.Lines);
        Assert.Equal(1, made);
    }

    [Fact]
    public async Task A_function_sees_the_end_itself_and_may_say_its_place()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Probe> other = stage.System.Spawn(() => new Probe(new Journal()));
        IActorRef<Watcher> watcher = stage.System.Spawn(
            () => new Watcher(_journal, me => me.Watch(other, _ => new Tick())), options: new SpawnOptions { Mailbox = new PriorityMailbox(message => message is Terminated ? 0 : 1) });
        stage.Turns.RunAll();
        other.Stop();
        watcher.Tell(new Note("before"));
        stage.Turns.RunOne();

        stage.Turns.RunAll();

        Assert.Equal(["tick", "before"], _journal.Lines);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_notice_that_waits_makes_no_room_for_what_is_newer(int capacity)
    {
        await using Stage stage = await Stage.StartAsync();
        Letters letters = Letters.Of(stage.System);
        IActorRef<Probe> other = stage.System.Spawn(() => new Probe(new Journal()));
        IActorRef<Watcher> watcher = stage.System.Spawn(
            () => new Watcher(_journal, me => me.Watch(other)), options: new SpawnOptions { Mailbox = new BoundedMailbox(capacity, MailboxFullMode.DropOldest) });
        stage.Turns.RunAll();
        other.Stop();
        stage.Turns.RunOne();
        // The notice waits; of the rest there is room for one less than the capacity.
        foreach (string text in new[] { "1", "2" }) watcher.Tell(new Note(text));

        stage.Turns.RunAll();

        Assert.Equal(capacity == 1 ? ["terminated"] : ["terminated", "2"], _journal.Lines);
        Assert.Equal(capacity == 1 ? ["1", "2"] : ["1"], letters.All.Select(letter => ((Note)letter.Message).Text));
        Assert.All(letters.All, letter => Assert.Equal(capacity == 1 ? DeadLetterReason.DroppedNewest : DeadLetterReason.DroppedOldest, letter.Reason));
    }

    private IActorRef<Watcher> Spawn(Stage stage, string kind, Action<Watcher> start)
    {
        IActorRef<Watcher> actor = stage.System.Spawn(() => new Watcher(_journal, start), options: new SpawnOptions { Mailbox = All[kind]() });
        stage.Turns.RunAll();
        return actor;
    }

    private sealed record Tick;

    private sealed class Watcher(Journal journal, Action<Watcher> start) : Actor, IHandle<Note>, IHandle<Terminated>, IHandle<Tick>
    {
        public ValueTask HandleAsync(Note message, CancellationToken cancellationToken) => Write(message.Text);

        public ValueTask HandleAsync(Terminated message, CancellationToken cancellationToken) => Write("terminated");

        public ValueTask HandleAsync(Tick message, CancellationToken cancellationToken) => Write("tick");

        protected override ValueTask OnStartAsync(CancellationToken cancellationToken)
        {
            start(this);
            return default;
        }

        private ValueTask Write(string line)
        {
            journal.Lines.Enqueue(line);
            return default;
        }
    }

    private sealed class Sieve(bool throws) : Mailbox
    {
        public override int? Capacity => null;

        public override MailboxQueue CreateQueue(TimeProvider time) => new Queue(throws);

        private sealed class Queue(bool throws) : MailboxQueue
        {
            public override int Count => 0;

            public override bool TryPut(MailboxItem item)
            {
                if (throws) throw new FormatException();
                Drop(item, DeadLetterReason.DroppedNewest);
                return true;
            }

            public override bool TryTake(out MailboxItem item)
            {
                item = default;
                return false;
            }
        }
    }
}
