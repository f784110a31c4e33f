using Actors.Mailboxes;
using Actors.Tests.Support;

namespace Actors.Tests;

/// <summary>When an actor's turn is scheduled, what it does, and what it says it is.</summary>
public class TurnTests
{
    private readonly Journal _journal = new();

    [Fact]
    public async Task An_actor_at_rest_is_woken_once_for_however_many_messages()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Probe> actor = Rest(stage);

        for (int number = 0; number < 3; number++) actor.Tell(new Note($"{number}"));

        Assert.Equal([("/probe", false)], stage.Turns.Waiting);
        stage.Turns.RunOne();
        Assert.Equal(["start", "0", "1", "2"], _journal.Lines);
        Assert.Empty(stage.Turns.Waiting);
    }

    [Fact]
    public async Task An_actor_that_had_its_share_of_128_messages_lets_others_go_first()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Probe> actor = Rest(stage);
        for (int number = 0; number < 130; number++) actor.Tell(new Note($"{number}"));

        stage.Turns.RunOne();

        Assert.Equal(1 + 128, _journal.Lines.Count);
        Assert.Equal([("/probe", true)], stage.Turns.Waiting);
        stage.Turns.RunOne();
        Assert.Equal(1 + 130, _journal.Lines.Count);
        Assert.Empty(stage.Turns.Waiting);
    }

    [Fact]
    public async Task A_turn_that_awaits_is_not_scheduled_until_that_is_over_and_says_what_it_awaits()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Waiting> actor = Rest(stage, () => new Waiting(), "waiting");
        TaskCompletionSource first = new();
        actor.Tell(new WaitFor(first.Task));
        actor.Tell(new WaitFor(Task.CompletedTask));
        stage.Turns.RunAll();

        actor.Tell(new WaitFor(Task.CompletedTask));
        Assert.Empty(stage.Turns.Waiting);
        Turns.Plainly(first.SetResult);

        Assert.Equal([("/waiting, which awaits in WaitFor", false)], stage.Turns.Waiting);
        stage.Turns.RunOne();
        Assert.Empty(stage.Turns.Waiting);
        Assert.Equal(3, stage.AccountOf(actor).Handled);
        actor.Tell(new WaitFor(Task.CompletedTask));
        Assert.Equal([("/waiting", false)], stage.Turns.Waiting);
    }

    [Fact]
    public async Task A_start_that_awaits_says_so_and_holds_the_messages_back()
    {
        await using Stage stage = await Stage.StartAsync();
        TaskCompletionSource start = new();
        IActorRef<Waiting> actor = stage.System.Spawn(() => new Waiting(start.Task), "waiting");
        actor.Tell(new WaitFor(Task.CompletedTask));
        stage.Turns.RunAll();
        Assert.Equal(0, stage.AccountOf(actor).Handled);

        Turns.Plainly(start.SetResult);

        Assert.Equal([("/waiting, which awaits in a hook", false)], stage.Turns.Waiting);
        stage.Turns.RunOne();
        Assert.Equal(1, stage.AccountOf(actor).Handled);
    }

    [Fact]
    public async Task A_message_is_pending_until_its_handler_has_returned()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Waiting> actor = Rest(stage, () => new Waiting(), "waiting");
        TaskCompletionSource wait = new();
        actor.Tell(new WaitFor(wait.Task));
        actor.Tell(new WaitFor(Task.CompletedTask));

        Assert.Equal((2, 0), PendingAndHandled());
        stage.Turns.RunAll();
        Assert.Equal((2, 0), PendingAndHandled());
        Turns.Plainly(wait.SetResult);
        stage.Turns.RunAll();
        Assert.Equal((0, 2), PendingAndHandled());

        (long, long) PendingAndHandled() => (stage.AccountOf(actor).Pending, stage.AccountOf(actor).Handled);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_message_whose_handler_threw_is_faulted_and_no_longer_pending(bool afterAwait)
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Waiting> actor = Rest(stage, () => new Waiting(), "waiting");
        TaskCompletionSource wait = new();
        if (!afterAwait) wait.SetException(new FormatException());
        actor.Tell(new WaitFor(wait.Task));

        stage.Turns.RunAll();
        if (afterAwait)
        {
            Turns.Plainly(() => wait.SetException(new FormatException()));
            stage.Turns.RunAll();
        }

        ActorAccount account = stage.AccountOf(actor);
        Assert.Equal((0, 0, 1, 1), (account.Pending, account.Handled, account.Faulted, account.Restarts));
    }

    [Fact]
    public async Task The_account_tells_the_most_messages_that_ever_waited_when_a_turn_began()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Probe> actor = Rest(stage);
        Assert.Equal(0, stage.AccountOf(actor).HighWater);

        foreach (int burst in new[] { 2, 5, 1 })
        {
            for (int number = 0; number < burst; number++) actor.Tell(new Note("one of many"));
            stage.Turns.RunAll();
        }

        Assert.Equal(5, stage.AccountOf(actor).HighWater);
    }

    [Fact]
    public async Task A_sender_that_finds_no_room_shows_in_the_account_before_the_next_turn()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Probe> actor = Rest(stage, () => new Probe(_journal), "probe", new BoundedMailbox(4));
        for (int number = 0; number < 4; number++) Assert.Equal(TellStatus.Accepted, actor.TryTell(new Note("fits")));
        Assert.Equal(0, stage.AccountOf(actor).HighWater);

        Assert.Equal(TellStatus.Full, actor.TryTell(new Note("does not")));

        Assert.Equal(4, stage.AccountOf(actor).HighWater);
    }

    [Fact]
    public async Task A_sender_that_waited_for_room_goes_on_where_the_turns_run()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Probe> actor = Rest(stage, () => new Probe(_journal), "probe", new BoundedMailbox(1));
        actor.Tell(new Note("1"));
        ValueTask wait = actor.TellAsync(new Note("2"));
        Assert.False(wait.IsCompleted);

        stage.Turns.RunOne();

        Assert.Equal(["start", "1", "2"], _journal.Lines);
        Assert.False(wait.IsCompleted);
        Assert.False(Assert.Single(stage.Turns.Waiting).GoesLast);
        stage.Turns.RunOne();
        Assert.True(wait.IsCompletedSuccessfully);
        await wait;
    }

    [Fact]
    public async Task Who_asked_goes_on_where_the_turns_run()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Probe> actor = Rest(stage);
        Task<int> ask = actor.AskAsync(new GetLife()).AsTask();

        stage.Turns.RunOne();

        Assert.False(ask.IsCompleted);
        Assert.False(Assert.Single(stage.Turns.Waiting).GoesLast);
        stage.Turns.RunOne();
        Assert.Equal(1, await ask);
    }

    [Fact]
    public async Task A_turn_ends_with_its_actor_and_leaves_the_rest_to_the_dead_letters()
    {
        await using Stage stage = await Stage.StartAsync();
        Letters letters = Letters.Of(stage.System);
        IActorRef<Probe> actor = Rest(stage);
        actor.Tell(new Note("handled"));
        actor.Tell(new StopYourself());
        actor.Tell(new Note("too late"));

        stage.Turns.RunOne();

        Assert.Equal(["start", "handled", "stop"], _journal.Lines);
        Assert.Equal("too late", ((Note)Assert.Single(letters.All).Message).Text);
        Assert.Empty(stage.Turns.Waiting);
        Assert.True(actor.StopAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task A_request_whose_asker_has_gone_is_not_handled_and_the_turn_goes_on()
    {
        await using Stage stage = await Stage.StartAsync();
        IActorRef<Probe> actor = Rest(stage);
        using CancellationTokenSource cancellation = new();
        Task<int> gone = actor.AskAsync(new GetLife(), cancellation.Token).AsTask();
        actor.Tell(new Note("next"));
        await cancellation.CancelAsync();

        stage.Turns.RunAll();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        Assert.Equal(["start", "next"], _journal.Lines);
        ActorAccount account = stage.AccountOf(actor);
        Assert.Equal((1, 1, 0), (account.Handled, account.Undelivered[DeadLetterReason.AskerGone], account.Pending));
    }

    [Fact]
    public async Task An_actor_whose_turn_the_engine_itself_breaks_has_ended_and_nobody_waits_for_it()
    {
        await using Stage stage = await Stage.StartAsync();
        Letters letters = Letters.Of(stage.System);
        IActorRef<Probe> actor = Rest(stage);
        actor.Tell(new Fail(new FormatException()));
        actor.Tell(new Note("waits"));
        Task stopped = actor.StopAsync();

        stage.Time.IsBroken = true;
        stage.Turns.RunAll();
        stage.Time.IsBroken = false;

        Assert.Equal(1, stage.Log.Count(1002));
        Assert.True(stopped.IsCompletedSuccessfully);
        Assert.Equal(TellStatus.Stopped, actor.TryTell(new Note("too late")));
        Assert.Equal("waits", ((Note)Assert.Single(letters.All).Message).Text);
    }

    [Fact]
    public async Task An_address_is_written_as_its_path()
    {
        await using Stage stage = await Stage.StartAsync();

        Assert.Equal("/probe", Rest(stage).ToString());
    }

    [Fact]
    public async Task A_mailbox_tells_its_capacity()
    {
        await using Stage stage = await Stage.StartAsync();

        Assert.Equal((7, (int?)null), (new BoundedMailbox(7).Capacity, new UnboundedMailbox().Capacity));
        Assert.Null(stage.AccountOf(Rest(stage)).Capacity);
    }

    private IActorRef<Probe> Rest(Stage stage) => Rest(stage, () => new Probe(_journal), "probe");

    /// <summary>An actor that has started and found nothing to do.</summary>
    private static IActorRef<TActor> Rest<TActor>(Stage stage, Func<TActor> create, string name, Mailbox? mailbox = null)
        where TActor : Actor
    {
        IActorRef<TActor> actor = stage.System.Spawn(create, name, new SpawnOptions { Mailbox = mailbox });
        Assert.Equal([(name.Insert(0, "/"), false)], stage.Turns.Waiting);
        stage.Turns.RunAll();
        return actor;
    }

    private sealed record WaitFor(Task Task);

    private sealed class Waiting(Task? start = null) : Actor, IHandle<WaitFor>
    {
        public async ValueTask HandleAsync(WaitFor message, CancellationToken cancellationToken) => await message.Task;

        protected override async ValueTask OnStartAsync(CancellationToken cancellationToken) => await (start ?? Task.CompletedTask);
    }
}
