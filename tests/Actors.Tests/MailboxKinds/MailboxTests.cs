using Actors.Mailboxes;
using Actors.Tests.Support;

namespace Actors.Tests.MailboxKinds;

/// <summary>How messages wait, kind by kind: the test runs the turns, so everything is told before anything is handled.</summary>
public class MailboxTests
{
    private readonly Journal _journal = new();

    [Fact]
    public async Task A_full_mailbox_that_drops_the_newest_keeps_those_that_wait()
    {
        await using Stage stage = await Stage.StartAsync();
        Letters letters = Letters.Of(stage.System);
        IActorRef<Probe> actor = Rest(stage, new BoundedMailbox(2, MailboxFullMode.DropNewest));

        Tell(actor, "1", "2", "3");
        Task<int> ask = actor.AskAsync(new GetLife()).AsTask();

        Assert.Equal(DeadLetterReason.DroppedNewest, (await Assert.ThrowsAsync<MessageDroppedException>(() => ask.WaitAsync(Gate.Patience))).Reason);
        stage.Turns.RunAll();
        Assert.Equal(["start", "1", "2"], _journal.Lines);
        Assert.Equal([DeadLetterReason.DroppedNewest, DeadLetterReason.DroppedNewest], letters.All.Select(letter => letter.Reason));
        ActorAccount account = stage.AccountOf(actor);
        Assert.Equal((4, 2, 2, 0), (account.Accepted, account.Handled, account.Undelivered[DeadLetterReason.DroppedNewest], account.Pending));
    }

    [Fact]
    public async Task A_full_mailbox_that_drops_the_oldest_takes_every_newer_one()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Probe> actor = Rest(stage, new BoundedMailbox(2, MailboxFullMode.DropOldest));
        Task<int> ask = actor.AskAsync(new GetLife()).AsTask();

        Tell(actor, "1", "2", "3");

        stage.Turns.RunAll();
        Assert.Equal(DeadLetterReason.DroppedOldest, (await Assert.ThrowsAsync<MessageDroppedException>(() => ask.WaitAsync(Gate.Patience))).Reason);
        Assert.Equal(["start", "2", "3"], _journal.Lines);
        Assert.Equal(2, stage.AccountOf(actor).Undelivered[DeadLetterReason.DroppedOldest]);
    }

    [Fact]
    public async Task A_priority_mailbox_gives_the_lowest_number_first_and_equal_ones_in_their_order()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Probe> actor = Rest(stage, new PriorityMailbox(message => ((Note)message).Text[0]));

        Tell(actor, "b1", "c1", "a1", "b2", "a2");
        stage.Turns.RunAll();

        Assert.Equal(["start", "a1", "a2", "b1", "b2", "c1"], _journal.Lines);
    }

    [Fact]
    public async Task A_newer_message_of_a_key_takes_the_place_of_the_one_that_waits()
    {
        await using Stage stage = await Stage.StartAsync();
        Letters letters = Letters.Of(stage.System);
        IActorRef<Probe> actor = Rest(stage, new LatestOnlyMailbox(message => message is Note { Text: ['k', ..] text } ? text[1] : null));

        Tell(actor, "ka1", "other", "kb1", "ka2", "other");
        stage.Turns.RunAll();
        Tell(actor, "ka3");
        stage.Turns.RunAll();

        Assert.Equal(["start", "ka2", "other", "kb1", "other", "ka3"], _journal.Lines);
        DeadLetter letter = Assert.Single(letters.All);
        Assert.Equal(("ka1", DeadLetterReason.Superseded), (((Note)letter.Message).Text, letter.Reason));
    }

    [Fact]
    public async Task What_is_of_the_control_type_overtakes_and_no_bound_holds_it_up()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Probe> actor = Rest(stage, new ControlLaneMailbox<StopYourself>(new BoundedMailbox(1)));

        Tell(actor, "1");
        Assert.Equal(TellStatus.Full, actor.TryTell(new Note("2")));
        actor.Tell(new StopYourself());
        stage.Turns.RunAll();

        Assert.Equal(["start", "stop"], _journal.Lines);
    }

    [Fact]
    public async Task The_mailbox_behind_a_lane_sees_all_but_what_is_of_the_control_type()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Probe> actor = Rest(stage, new ControlLaneMailbox<StopYourself>(new LatestOnlyMailbox(message => ((Note)message).Text[0])));

        Tell(actor, "a1", "b1", "a2");
        stage.Turns.RunAll();
        actor.Tell(new StopYourself());
        stage.Turns.RunAll();

        Assert.Equal(["start", "a2", "b1", "stop"], _journal.Lines);
    }

    [Fact]
    public async Task A_time_to_live_beyond_what_the_clock_counts_never_ends()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Probe> actor = Rest(stage, new ExpiringMailbox(TimeSpan.MaxValue));
        Tell(actor, "old");
        stage.Time.Advance(TimeSpan.FromDays(1000));

        stage.Turns.RunAll();

        Assert.Equal(["start", "old"], _journal.Lines);
    }

    [Fact]
    public async Task A_mailbox_around_one_that_makes_no_queue_is_refused()
    {
        await using Stage stage = await Stage.StartAsync();

        Assert.Throws<ArgumentNullException>("inner", () => stage.System.Spawn(() => new Probe(_journal), options: new SpawnOptions { Mailbox = new ControlLaneMailbox<Note>(new Queueless()) }));
    }

    [Fact]
    public async Task A_message_that_waited_for_longer_than_it_is_worth_is_not_handled()
    {
        await using Stage stage = await Stage.StartAsync();
        Letters letters = Letters.Of(stage.System);
        IActorRef<Probe> actor = Rest(stage, new ExpiringMailbox(TimeSpan.FromSeconds(1)));
        Tell(actor, "old");
        Task<int> ask = actor.AskAsync(new GetLife()).AsTask();
        stage.Time.Advance(TimeSpan.FromSeconds(1));
        Tell(actor, "new");

        stage.Turns.RunAll();

        Assert.Equal(DeadLetterReason.Expired, (await Assert.ThrowsAsync<MessageDroppedException>(() => ask.WaitAsync(Gate.Patience))).Reason);
        Assert.Equal(["start", "new"], _journal.Lines);
        Assert.Equal([DeadLetterReason.Expired, DeadLetterReason.Expired], letters.All.Select(letter => letter.Reason));
    }

    [Fact]
    public async Task Each_message_may_have_a_time_to_live_of_its_own()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Probe> actor = Rest(stage, new ExpiringMailbox(message => message is Note { Text: "short" } ? TimeSpan.FromSeconds(1) : Timeout.InfiniteTimeSpan));
        Tell(actor, "short", "long");
        stage.Time.Advance(TimeSpan.FromHours(1));

        stage.Turns.RunAll();

        Assert.Equal(["start", "long"], _journal.Lines);
    }

    [Fact]
    public async Task A_sender_that_waits_gets_the_room_of_a_message_that_expired()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Probe> actor = Rest(stage, new ExpiringMailbox(TimeSpan.FromSeconds(1), new BoundedMailbox(1)));
        Tell(actor, "old");
        stage.Time.Advance(TimeSpan.FromSeconds(1));
        Task wait = actor.TellAsync(new Note("waits")).AsTask();
        Assert.False(wait.IsCompleted);

        stage.Turns.RunAll();

        await wait.WaitAsync(Gate.Patience);
        Assert.Equal(["start", "waits"], _journal.Lines);
    }

    [Fact]
    public async Task A_kind_of_ones_own_decides_what_comes_next()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Probe> actor = Rest(stage, new LastFirst());

        Tell(actor, "1", "2", "3");
        stage.Turns.RunAll();

        Assert.Equal(["start", "3", "2", "1"], _journal.Lines);
    }

    [Theory]
    [InlineData("prepare")]
    [InlineData("put")]
    public async Task What_a_mailbox_throws_about_is_a_dead_letter_and_its_Ask_ends(string where)
    {
        await using Stage stage = await Stage.StartAsync();
        Letters letters = Letters.Of(stage.System);
        IActorRef<Probe> actor = Rest(stage, new Faulty(where));

        Tell(actor, "never");
        Task<int> ask = actor.AskAsync(new GetLife()).AsTask();

        Assert.Equal(DeadLetterReason.MailboxFailed, (await Assert.ThrowsAsync<MessageDroppedException>(() => ask.WaitAsync(Gate.Patience))).Reason);
        Assert.Equal(2, letters.All.Count);
        Assert.Equal(2, stage.Log.Count(4002));
        Assert.Equal(2, stage.AccountOf(actor).Undelivered[DeadLetterReason.MailboxFailed]);
    }

    [Fact]
    public async Task A_mailbox_that_throws_as_the_actor_takes_is_replaced_and_what_it_held_is_counted()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Probe> actor = Rest(stage, new Faulty("take"));
        Tell(actor, "lost");
        stage.Turns.RunAll();

        Tell(actor, "after");
        stage.Turns.RunAll();

        Assert.Equal(["start", "after"], _journal.Lines);
        ActorAccount account = stage.AccountOf(actor);
        Assert.Equal((2, 1, 1), (account.Accepted, account.Handled, account.Undelivered[DeadLetterReason.MailboxFailed]));
    }

    [Fact]
    public async Task What_waits_in_any_kind_of_mailbox_when_its_actor_stops_becomes_dead_letters()
    {
        Mailbox[] kinds =
        [
            new UnboundedMailbox(), new BoundedMailbox(9, MailboxFullMode.DropOldest), new PriorityMailbox(_ => 0), new LatestOnlyMailbox(message => message),
            new ControlLaneMailbox<StopYourself>(), new ExpiringMailbox(TimeSpan.FromMinutes(1)), new LastFirst(),
        ];
        await using Stage stage = await Stage.StartAsync();
        Letters letters = Letters.Of(stage.System);
        foreach (Mailbox kind in kinds)
        {
            IActorRef<Probe> actor = Rest(stage, kind);
            Tell(actor, "1", "2", "3");
            actor.Stop();
        }

        stage.Turns.RunAll();

        Assert.Equal(3 * kinds.Length, letters.All.Count(letter => letter.Reason == DeadLetterReason.StoppedBeforeHandling));
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused_with_a_sentence()
    {
        Assert.StartsWith("7 is no MailboxFullMode.", Assert.Throws<ArgumentOutOfRangeException>(() => new BoundedMailbox(1, (MailboxFullMode)7)).Message, StringComparison.Ordinal);
        Assert.StartsWith("A message needs some time in which it may be handled", Assert.Throws<ArgumentOutOfRangeException>(() => new ExpiringMailbox(TimeSpan.Zero)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>("priority", () => new PriorityMailbox(null!));
        Assert.Throws<ArgumentNullException>("key", () => new LatestOnlyMailbox(null!));
        Assert.Throws<ArgumentNullException>("timeToLive", () => new ExpiringMailbox(null!));
    }

    private IActorRef<Probe> Rest(Stage stage, Mailbox mailbox)
    {
        IActorRef<Probe> actor = stage.System.Spawn(() => new Probe(_journal), options: new SpawnOptions { Mailbox = mailbox });
        stage.Turns.RunAll();
        return actor;
    }

    private static void Tell(IActorRef<Probe> actor, params string[] texts)
    {
        foreach (string text in texts) actor.Tell(new Note(text));
    }

    private sealed class Queueless : Mailbox
    {
        public override int? Capacity => null;

        public override MailboxQueue CreateQueue(TimeProvider time) => null!;
    }

    private sealed class LastFirst : Mailbox
    {
        public override int? Capacity => null;

        public override MailboxQueue CreateQueue(TimeProvider time) => new Queue();

        private sealed class Queue : MailboxQueue
        {
            private readonly Stack<MailboxItem> _items = new();

            public override int Count => _items.Count;

            public override bool TryPut(MailboxItem item)
            {
                _items.Push(item);
                return true;
            }

            public override bool TryTake(out MailboxItem item) => _items.TryPop(out item);
        }
    }

    private sealed class Faulty(string where) : Mailbox
    {
        public override int? Capacity => null;

        public override MailboxQueue CreateQueue(TimeProvider time) => new Queue(where);

        private sealed class Queue(string where) : MailboxQueue
        {
            private readonly Queue<MailboxItem> _items = new();

            public override int Count => _items.Count;

            public override MailboxItem Prepare(MailboxItem item) => where == "prepare" ? throw new FormatException() : item;

            public override bool TryPut(MailboxItem item)
            {
                if (where == "put") throw new FormatException();
                _items.Enqueue(item);
                return true;
            }

            public override bool TryTake(out MailboxItem item) => where == "take" ? throw new FormatException() : _items.TryDequeue(out item);
        }
    }
}
