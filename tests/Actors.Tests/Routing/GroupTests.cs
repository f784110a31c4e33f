using Actors.Mailboxes;
using Actors.Routing;
using Actors.Tests.Support;

namespace Actors.Tests.Routing;

public sealed class GroupTests : IAsyncLifetime
{
    private readonly WorkLog _log = new();
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.StartAsync(settings: ("Actors:MaxRestarts", "1000000"));

    public async Task DisposeAsync()
    {
        _releases.ForEach(release => release.Open());
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task Round_robin_goes_from_one_to_the_next_and_again_from_the_first()
    {
        ActorGroup<Worker> group = await GroupAsync(3, new RoundRobinPolicy());

        int[] answers = await AskAsync(group, 7);

        Assert.Equal([1, 2, 3, 1, 2, 3, 1], answers);
    }

    [Fact]
    public async Task A_random_policy_with_a_seed_chooses_the_same_again()
    {
        IActorRef<Worker>[] workers = await WorkersAsync(4);

        int[] first = await AskAsync(new ActorGroup<Worker>(_host.System, new RandomPolicy(new Random(17)), workers), 200);
        int[] again = await AskAsync(new ActorGroup<Worker>(_host.System, new RandomPolicy(new Random(17)), workers), 200);

        Assert.Equal(first, again);
        Assert.Equal([1, 2, 3, 4], first.Distinct().Order());
    }

    [Fact]
    public async Task Least_busy_fills_up_those_who_have_less_until_all_have_the_same()
    {
        ActorGroup<Worker> group = await GroupAsync(3, new LeastBusyPolicy());
        Gate release = new();
        foreach (IActorRef<Worker> worker in group.Routees)
        {
            Gate entered = new();
            worker.Tell(new Hold(entered, release));
            await entered.Passed;
        }

        group.Routees[0].Tell(new Job(1));
        group.Routees[0].Tell(new Job(2));
        group.Routees[1].Tell(new Job(3));
        for (int number = 4; number <= 9; number++) group.Tell(new Job(number));
        release.Open();
        foreach (IActorRef<Worker> worker in group.Routees) await worker.AskAsync(new WhoAreYou());

        Assert.Equal([3, 3, 3], _log.Done.CountBy(done => done.Worker).OrderBy(count => count.Key).Select(count => count.Value));
    }

    [Fact]
    public async Task Messages_of_one_key_go_to_one_routee_by_a_function_or_by_an_interface()
    {
        ActorGroup<Worker> group = await GroupAsync(5, new ConsistentHashPolicy().By<Job, string>(job => job.Key));
        string[] keys = [.. Enumerable.Range(0, 100).Select(number => $"key-{number}")];

        Dictionary<string, int> homes = [];
        foreach (string key in keys) homes[key] = await group.AskAsync(new WhoAreYou(key));
        for (int number = 0; number < keys.Length; number++) group.Tell(new Job(number, keys[number]));
        foreach (IActorRef<Worker> worker in group.Routees) await worker.AskAsync(new WhoAreYou());

        Assert.All(_log.Done, done => Assert.Equal(homes[keys[done.Job]], done.Worker));
        Assert.Equal(5, homes.Values.Distinct().Count());
    }

    [Fact]
    public async Task When_a_routee_joins_or_leaves_only_its_own_keys_move()
    {
        IActorRef<Worker>[] workers = await WorkersAsync(6);
        ActorGroup<Worker> group = new(_host.System, new ConsistentHashPolicy(), workers.AsSpan(0, 5));
        string[] keys = [.. Enumerable.Range(0, 600).Select(number => $"key-{number}")];
        Dictionary<string, int> before = await HomesAsync(group, keys);

        group.Join(workers[5]);
        Dictionary<string, int> after = await HomesAsync(group, keys);
        group.Leave(workers[0]);
        Dictionary<string, int> last = await HomesAsync(group, keys);

        Assert.All(keys.Where(key => after[key] != before[key]), key => Assert.Equal(6, after[key]));
        Assert.InRange(keys.Count(key => after[key] != before[key]), 50, 150);
        Assert.All(keys.Where(key => last[key] != after[key]), key => Assert.Equal(1, after[key]));
    }

    [Fact]
    public async Task A_message_without_a_key_is_refused_to_whoever_sends_it()
    {
        ActorGroup<Worker> group = await GroupAsync(2, new ConsistentHashPolicy());

        NoRoutingKeyException told = Assert.Throws<NoRoutingKeyException>(() => group.Tell(new Job(1)));
        await Assert.ThrowsAsync<NoRoutingKeyException>(async () => await group.TellAsync(new SmallJob(1)));
        await Assert.ThrowsAsync<NoRoutingKeyException>(async () => await group.AskAsync(new AskFail(new InvalidOperationException())));

        Assert.Equal(typeof(Job), told.MessageType);
        Assert.Empty(_log.Done);
    }

    [Fact]
    public async Task A_broadcast_tells_everybody_classes_and_structs()
    {
        ActorGroup<Worker> group = await GroupAsync(3, new BroadcastPolicy());

        group.Tell(new Job(1));
        group.Tell(new SmallJob(2));
        await group.TellAsync(new SmallJob(3));
        Assert.Equal(TellStatus.Accepted, group.TryTell(new Job(4)));
        foreach (IActorRef<Worker> worker in group.Routees) await worker.AskAsync(new WhoAreYou());

        Assert.All([1, 2, 3], worker => Assert.Equal([1, 2, 3, 4], _log.JobsOf(worker)));
    }

    [Fact]
    public async Task A_broadcast_ask_ends_with_the_first_answer_and_not_with_the_first_failure()
    {
        ActorGroup<Worker> group = await GroupAsync(3, new BroadcastPolicy());
        TaskCompletionSource<string> never = new();

        string answer = await group.AskAsync(new Puzzle(worker => worker switch
        {
            1 => throw new InvalidOperationException("too hard"),
            2 => never.Task,
            _ => Task.FromResult("solved by 3"),
        }));

        Assert.Equal("solved by 3", answer);
        never.SetResult("solved by 2, too late");
    }

    [Fact]
    public async Task A_broadcast_ask_that_nobody_can_answer_fails_with_what_the_last_one_threw()
    {
        ActorGroup<Worker> group = await GroupAsync(3, new BroadcastPolicy());
        TaskCompletionSource<string> last = new();

        ValueTask<string> asking = group.AskAsync(new Puzzle(worker => worker == 2 ? last.Task : throw new InvalidOperationException("first")));
        // They have given up when they answer again.
        await group.Routees[0].AskAsync(new WhoAreYou());
        await group.Routees[2].AskAsync(new WhoAreYou());
        last.SetException(new NotSupportedException("last"));

        Assert.Equal("last", (await Assert.ThrowsAsync<NotSupportedException>(async () => await asking)).Message);
    }

    [Fact]
    public async Task Many_broadcast_asks_each_end_once_whatever_happens_to_them()
    {
        ActorGroup<Worker> group = await GroupAsync(4, new BroadcastPolicy());

        for (int round = 0; round < 300; round++)
        {
            int thatAnswer = round % 5;
            int turns = 0;
            ValueTask<string> asking = group.AskAsync(new Puzzle(async _ =>
            {
                if (round % 2 == 0) await Task.Yield();
                return Interlocked.Increment(ref turns) > 4 - thatAnswer ? $"{round}" : throw new InvalidOperationException("not me");
            }));

            if (thatAnswer == 0) await Assert.ThrowsAnyAsync<Exception>(async () => await asking);
            else Assert.Equal($"{round}", await asking);
        }
    }

    [Fact]
    public async Task First_answer_asks_all_and_tells_one_after_the_other()
    {
        ActorGroup<Worker> group = await GroupAsync(2, new FirstAnswerPolicy());
        TaskCompletionSource<string> never = new();

        string answer = await group.AskAsync(new Puzzle(worker => worker == 1 ? never.Task : Task.FromResult($"by {worker}")));
        never.SetResult("");
        group.Tell(new Job(1));
        group.Tell(new Job(2));
        foreach (IActorRef<Worker> worker in group.Routees) await worker.AskAsync(new WhoAreYou());

        Assert.Equal("by 2", answer);
        Assert.Equal([(1, 1), (2, 2)], _log.Done.Order());
    }

    [Fact]
    public async Task A_broadcast_that_one_has_no_room_for_is_a_dead_letter_of_that_one()
    {
        Letters letters = Letters.Of(_host.System);
        IActorRef<Worker> free = _host.System.Spawn(() => new Worker(_log));
        IActorRef<Worker> full = await FullWorkerAsync("full");
        ActorGroup<Worker> group = new(_host.System, new BroadcastPolicy(), full, free);

        group.Tell(new Job(1));
        group.Tell(new SmallJob(2));
        await free.AskAsync(new WhoAreYou());

        Assert.Equal([1, 2], _log.Done.Select(done => done.Job));
        Assert.Equal([new(full.Path, new Job(1), DeadLetterReason.MailboxFull), new(full.Path, new SmallJob(2), DeadLetterReason.MailboxFull)], letters.All);
    }

    [Fact]
    public async Task A_router_without_room_anywhere_says_so_as_the_actor_would()
    {
        IActorRef<Worker> full = await FullWorkerAsync("full");
        ActorGroup<Worker> all = new(_host.System, new BroadcastPolicy(), full);
        ActorGroup<Worker> one = new(_host.System, new RoundRobinPolicy(), full);

        foreach (ActorGroup<Worker> group in new[] { all, one })
        {
            Assert.Equal(full.Path, Assert.Throws<MailboxFullException>(() => group.Tell(new Job(1))).Actor);
            Assert.Equal(TellStatus.Full, group.TryTell(new SmallJob(1)));
            Assert.Equal(full.Path, (await Assert.ThrowsAsync<MailboxFullException>(async () => await group.AskAsync(new WhoAreYou()))).Actor);
            using CancellationTokenSource cancellation = new();
            Task waiting = group.TellAsync(new SmallJob(7), cancellation.Token).AsTask();
            Assert.False(waiting.IsCompleted);
            await cancellation.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }
    }

    [Fact]
    public async Task A_routee_that_ends_is_removed_and_no_message_goes_to_it()
    {
        ActorGroup<Worker> group = await GroupAsync(3, new RoundRobinPolicy());
        IActorRef<Worker> second = group.Routees[1];

        await second.StopAsync();

        int[] answers = await AskAsync(group, 4);
        Assert.DoesNotContain(second, group.Routees);
        Assert.Equal(2, answers.Distinct().Count());
        Assert.DoesNotContain(2, answers);
    }

    [Fact]
    public async Task A_group_without_members_is_as_an_actor_that_has_stopped()
    {
        Letters letters = Letters.Of(_host.System);
        ActorGroup<Worker> group = new(_host.System, new RoundRobinPolicy());

        group.Tell(new Job(1));
        await group.TellAsync(new Job(2));
        Assert.Equal(TellStatus.Stopped, group.TryTell(new Job(3)));
        ActorStoppedException error = await Assert.ThrowsAsync<ActorStoppedException>(async () => await group.AskAsync(new WhoAreYou()));

        Assert.Equal("/$group has no members, and so nobody takes the message. Let one join before.", error.Message);
        Assert.Equal([new(group.Path, new Job(1), DeadLetterReason.ActorStopped), new(group.Path, new Job(2), DeadLetterReason.ActorStopped)], letters.All);
    }

    [Fact]
    public async Task Stopping_a_group_leaves_its_members_alone()
    {
        ActorGroup<Worker> group = await GroupAsync(2, new RoundRobinPolicy());
        IReadOnlyList<IActorRef<Worker>> workers = group.Routees;

        await group.StopAsync();

        Assert.Empty(group.Routees);
        Assert.False(group.Join(workers[0]));
        Assert.Equal(TellStatus.Stopped, group.TryTell(new Job(1)));
        Assert.Equal(1, await workers[0].AskAsync(new WhoAreYou()));
    }

    [Fact]
    public async Task A_member_is_in_once()
    {
        ActorGroup<Worker> group = await GroupAsync(1, new RoundRobinPolicy());
        IActorRef<Worker> worker = group.Routees[0];

        Assert.False(group.Join(worker));
        Assert.True(group.Leave(worker));
        Assert.False(group.Leave(worker));
        Assert.Throws<ArgumentException>(() => group.Join(group));
    }

    [Fact]
    public async Task A_group_may_be_a_member_of_another()
    {
        ActorGroup<Worker> inner = await GroupAsync(2, new BroadcastPolicy());
        ActorGroup<Worker> outer = new(_host.System, new BroadcastPolicy(), inner, _host.System.Spawn(() => new Worker(_log)));

        outer.Tell(new SmallJob(5));
        string answer = await outer.AskAsync(new Puzzle(worker => worker == 2 ? Task.FromResult("two") : throw new InvalidOperationException("not me")));
        foreach (IActorRef<Worker> worker in inner.Routees.Append((IActorRef<Worker>)outer.Routees[1])) await worker.AskAsync(new WhoAreYou());
        await inner.StopAsync();

        Assert.Equal("two", answer);
        Assert.Equal(3, _log.Done.Length);
        Assert.Single(outer.Routees);
    }

    [Fact]
    public async Task A_policy_of_ones_own_chooses_by_what_is_in_the_message()
    {
        ActorGroup<Worker> group = await GroupAsync(3, new ByNumber());

        group.Tell(new Job(2));
        group.Tell(new SmallJob(1));
        foreach (IActorRef<Worker> worker in group.Routees) await worker.AskAsync(new WhoAreYou());

        Assert.Equal([(2, 1), (3, 2)], _log.Done.Order());
        Assert.Contains("chose routee 7", Assert.Throws<InvalidOperationException>(() => group.Tell(new Job(7))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_ask_through_a_router_times_out_with_the_name_of_the_one_it_was_put_to()
    {
        ActorGroup<Worker> one = await GroupAsync(1, new RoundRobinPolicy());
        ActorGroup<Worker> all = new(_host.System, new BroadcastPolicy(), one.Routees[0]);
        (Gate entered, Gate release) = (new Gate(), new Gate());
        one.Tell(new Hold(entered, release));
        await entered.Passed;

        AskTimeoutException byOne = await Assert.ThrowsAsync<AskTimeoutException>(async () => await one.AskAsync(new WhoAreYou(), TimeSpan.FromMilliseconds(1)));
        AskTimeoutException byAll = await Assert.ThrowsAsync<AskTimeoutException>(async () => await all.AskAsync(new WhoAreYou(), TimeSpan.FromMilliseconds(1)));

        Assert.Equal(one.Routees[0].Path, byOne.Actor);
        Assert.Equal(all.Path, byAll.Actor);
        release.Open();
    }

    private static async Task<int[]> AskAsync(IActorRef<Worker> actor, int times)
    {
        int[] answers = new int[times];
        for (int number = 0; number < times; number++) answers[number] = await actor.AskAsync(new WhoAreYou());
        return answers;
    }

    private static async Task<Dictionary<string, int>> HomesAsync(ActorGroup<Worker> group, string[] keys)
    {
        Dictionary<string, int> homes = [];
        foreach (string key in keys) homes[key] = await group.AskAsync(new WhoAreYou(key));
        return homes;
    }

    private async Task<IActorRef<Worker>[]> WorkersAsync(int count)
    {
        IActorRef<Worker>[] workers = new IActorRef<Worker>[count];
        for (int number = 0; number < count; number++)
        {
            workers[number] = _host.System.Spawn(() => new Worker(_log));
            // One after the other, so that the first has number 1.
            await workers[number].AskAsync(new WhoAreYou());
        }

        return workers;
    }

    private async Task<ActorGroup<Worker>> GroupAsync(int count, RoutingPolicy policy) => new(_host.System, policy, await WorkersAsync(count));

    private async Task<IActorRef<Worker>> FullWorkerAsync(string name)
    {
        IActorRef<Worker> full = _host.System.Spawn(() => new Worker(_log), name, new SpawnOptions { Mailbox = new BoundedMailbox(1) });
        (Gate entered, Gate release) = (new Gate(), new Gate());
        full.Tell(new Hold(entered, release));
        await entered.Passed;
        full.Tell(new Hold(new Gate(), release));
        _releases.Add(release);
        return full;
    }

    private readonly List<Gate> _releases = [];

    private sealed class ByNumber : RoutingPolicy
    {
        protected override int Choose(RoutedMessage message, RouteeList routees) =>
            message.TryGet(out SmallJob small) ? small.Number : message.TryGet(out Job job) ? job.Number : 0;
    }
}
