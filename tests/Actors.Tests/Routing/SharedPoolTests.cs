using Actors.Mailboxes;
using Actors.Routing;
using Actors.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Routing;

/// <summary>Pools whose routees share a mailbox: whoever is free takes the next message.</summary>
public class SharedPoolTests
{
    private readonly WorkLog _log = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task A_slow_message_does_not_hold_up_those_behind_it()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 2);
        (Gate entered, Gate release) = (new Gate(), new Gate());
        pool.Tell(new Hold(entered, release));
        await entered.Passed;

        for (int number = 1; number <= 10; number++) pool.Tell(new Job(number));
        await pool.AskAsync(new WhoAreYou());

        Assert.Equal(Enumerable.Range(1, 10), _log.Done.Select(done => done.Job));
        Assert.Single(_log.Done.Select(done => done.Worker).Distinct());
        release.Open();
    }

    [Fact]
    public async Task Messages_are_begun_in_the_order_in_which_they_came()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 2);
        Hold[] holds = [.. Enumerable.Range(0, 6).Select(_ => new Hold(new Gate(), new Gate()))];
        foreach (Hold hold in holds) pool.Tell(hold);
        await holds[0].Entered.Passed;
        await holds[1].Entered.Passed;

        for (int at = 2; at < holds.Length; at++)
        {
            Assert.All(holds[at..], hold => Assert.False(hold.Entered.IsOpen));
            // The younger first: whoever is done takes the next.
            holds[at % 2 == 0 ? at - 1 : at - 3].Release.Open();
            await holds[at].Entered.Passed;
        }

        foreach (Hold hold in holds) hold.Release.Open();
    }

    [Fact]
    public async Task A_pool_of_one_handles_its_messages_in_their_order()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 1);

        for (int number = 1; number <= 1000; number++)
        {
            if (number % 2 == 0) pool.Tell(new Job(number));
            else pool.Tell(new SmallJob(number));
        }

        await pool.AskAsync(new WhoAreYou());

        Assert.Equal(Enumerable.Range(1, 1000), _log.Done.Select(done => done.Job));
    }

    [Fact]
    public async Task What_is_sent_to_a_routee_itself_comes_first_and_holds_up_nobody_else()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 2);
        (Gate busy, Gate free) = (new Gate(), new Gate());
        pool.Routees[0].Tell(new Hold(busy, free));
        await busy.Passed;
        for (int number = 1; number <= 20; number++) pool.Tell(new Job(number));
        await pool.AskAsync(new WhoAreYou());
        Assert.Equal(20, _log.Done.Length);

        (Gate busyToo, Gate freeToo) = (new Gate(), new Gate());
        pool.Tell(new Hold(busyToo, freeToo));
        await busyToo.Passed;
        pool.Tell(new Job(21));
        pool.Routees[1].Tell(new Job(22));
        freeToo.Open();
        await pool.AskAsync(new WhoAreYou());

        Assert.Equal([22, 21], _log.Done.Skip(20).Select(done => done.Job));
        free.Open();
    }

    [Fact]
    public async Task A_timer_rings_although_there_is_no_end_of_work()
    {
        await using TestHost host = await TestHost.StartAsync(time: _time);
        ActorPool<Ringer> pool = host.System.SpawnPool(1, _ => new Ringer(), options: new PoolOptions { SharedMailbox = new UnboundedMailbox() });
        Gate rang = new();

        pool.Tell(new Wind(rang, TimeSpan.FromSeconds(1)));
        await pool.AskAsync(new Turn());
        // Each turn asks for the next: there is always one that waits.
        pool.Tell(new TurnAgain(pool, rang));
        _time.Advance(TimeSpan.FromSeconds(1));

        await rang.Passed;
    }

    [Theory]
    [InlineData(MailboxFullMode.Reject, new[] { 1, 2 }, null)]
    [InlineData(MailboxFullMode.DropNewest, new[] { 1, 2 }, DeadLetterReason.DroppedNewest)]
    [InlineData(MailboxFullMode.DropOldest, new[] { 2, 3 }, DeadLetterReason.DroppedOldest)]
    public async Task A_full_mailbox_does_with_one_more_what_its_mode_says(MailboxFullMode mode, int[] handled, DeadLetterReason? reason)
    {
        await using TestHost host = await TestHost.StartAsync();
        Letters letters = Letters.Of(host.System);
        ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 2, new BoundedMailbox(2, mode));
        Hold[] holds = await SharedPool.HoldAllAsync(pool, 2);

        pool.Tell(new Job(1));
        pool.Tell(new Job(2));
        if (reason is null)
        {
            MailboxFullException error = Assert.Throws<MailboxFullException>(() => pool.Tell(new Job(3)));
            Assert.Equal("The mailbox of /workers is full (2 waiting). Await TellAsync instead of Tell, or raise the capacity of its BoundedMailbox.", error.Message);
            Assert.Equal(TellStatus.Full, pool.TryTell(new Job(3)));
            await Assert.ThrowsAsync<MailboxFullException>(async () => await pool.AskAsync(new WhoAreYou()));
        }
        else
        {
            pool.Tell(new Job(3));
        }

        foreach (Hold hold in holds) hold.Release.Open();
        await pool.StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal(handled, _log.Done.Select(done => done.Job).Order());
        Assert.Equal(reason is null ? [] : [reason.Value], letters.All.Select(letter => letter.Reason));
        Assert.All(letters.All, letter => Assert.Equal("/workers", letter.Actor.Value));
    }

    [Fact]
    public async Task Who_waits_for_room_is_let_in_first_come_first_served()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 1, new BoundedMailbox(1));
        Hold[] holds = await SharedPool.HoldAllAsync(pool, 1);
        pool.Tell(new Job(1));
        Task[] telling = [.. Enumerable.Range(2, 5).Select(number => pool.TellAsync(new Job(number)).AsTask())];
        Task<int> asking = pool.AskWhenRoomAsync(new WhoAreYou()).AsTask();
        Assert.All(telling, task => Assert.False(task.IsCompleted));

        holds[0].Release.Open();
        await Task.WhenAll(telling).WaitAsync(Gate.Patience);
        await asking.WaitAsync(Gate.Patience);

        Assert.Equal(Enumerable.Range(1, 6), _log.Done.Select(done => done.Job));
    }

    [Fact]
    public async Task Who_is_let_in_is_work_for_one_that_sleeps()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 3, new BoundedMailbox(1));

        await Parallel.ForEachAsync(Enumerable.Range(1, 4), async (sender, _) =>
        {
            for (int number = 1; number <= 2500; number++) await pool.TellAsync(new Job((sender * 10_000) + number), CancellationToken.None);
        });
        await pool.StopAsync().WaitAsync(Gate.Patience);

        Assert.Equal(10_000, _log.Done.Length);
        Assert.Equal(10_000, _log.Done.Select(done => done.Job).Distinct().Count());
    }

    [Fact]
    public async Task A_wait_for_room_that_is_cancelled_sends_nothing()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 1, new BoundedMailbox(1));
        Hold[] holds = await SharedPool.HoldAllAsync(pool, 1);
        pool.Tell(new Job(1));
        using CancellationTokenSource cancellation = new();
        Task telling = pool.TellAsync(new Job(2), cancellation.Token).AsTask();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => telling.WaitAsync(Gate.Patience));
        holds[0].Release.Open();
        await pool.AskWhenRoomAsync(new WhoAreYou());
        Assert.Equal([1], _log.Done.Select(done => done.Job));
    }

    [Fact]
    public async Task The_most_urgent_message_is_taken_first()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Worker> pool = SharedPool.Spawn(host, _log, 2, new PriorityMailbox(message => message is Job job ? job.Number : 0));
        Hold[] holds = await SharedPool.HoldAllAsync(pool, 2);
        foreach (int number in new[] { 5, 3, 9, 1, 7 }) pool.Tell(new Job(number));

        holds[0].Release.Open();
        await pool.AskAsync(new WhoAreYou());
        while (_log.Done.Length < 5) await Task.Yield();

        Assert.Equal([1, 3, 5, 7, 9], _log.Done.Select(done => done.Job));
        holds[1].Release.Open();
    }

    [Fact]
    public async Task Sequences_are_asked_of_whoever_is_free()
    {
        await using TestHost host = await TestHost.StartAsync();
        ActorPool<Ringer> pool = host.System.SpawnPool(2, _ => new Ringer(), options: new PoolOptions { SharedMailbox = new BoundedMailbox(10) });
        List<int> items = [];

        await foreach (int item in pool.AskStream(new CountTo(5)))
        {
            items.Add(item);
            // The one that makes the sequence is held by it; the other answers.
            Assert.Equal(0, await pool.AskAsync(new Turn()));
        }

        Assert.Equal([1, 2, 3, 4, 5], items);
    }
}
