using Actors.Tests.Support;

namespace Actors.Tests.Inside;

public class InterleavingTests
{
    private readonly Chronicle _chronicle = new();

    [Fact]
    public async Task While_an_interleaved_handler_awaits_the_actor_takes_other_messages()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Desk> desk = Spawn(host);
        TaskCompletionSource answer = new();
        Task<int> asked = desk.AskAsync(new Look(answer.Task, 7)).AsTask();
        desk.Tell(new Note("meanwhile"));
        Assert.Equal(1, await desk.AskAsync(new Count()));

        answer.SetResult();

        Assert.Equal(7, await asked.WaitAsync(Gate.Patience));
        Assert.Equal(["begins 7", "meanwhile", "ends 7"], _chronicle.Lines);
    }

    [Fact]
    public async Task Only_one_piece_of_the_actors_code_runs_at_a_time()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Desk> desk = Spawn(host);

        Task<int>[] asks = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            int sum = 0;
            for (int number = 0; number < 200; number++) sum += await desk.AskAsync(new Step(5));
            return sum;
        }))];

        foreach (Task<int> ask in asks) Assert.Equal(200 * 5, await ask.WaitAsync(Gate.Patience));
        Assert.Equal(8 * 200 * 5, await desk.AskAsync(new Sum()));
    }

    [Fact]
    public async Task A_handler_that_is_not_interleaved_still_holds_the_actor()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Desk> desk = Spawn(host);
        TaskCompletionSource answer = new();
        (Gate entered, Gate release) = (new Gate(), new Gate());
        Task<int> asked = desk.AskAsync(new Look(answer.Task, 7)).AsTask();
        desk.Tell(new Hold(entered, release));
        await entered.Passed;

        answer.SetResult();
        await Task.Yield();
        Assert.False(asked.IsCompleted);
        release.Open();

        Assert.Equal(7, await asked.WaitAsync(Gate.Patience));
    }

    [Fact]
    public async Task Its_failure_reaches_its_asker_at_once_and_the_supervisor_when_the_others_are_done()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Desk> desk = Spawn(host);
        TaskCompletionSource answer = new();
        TaskCompletionSource failure = new();
        Task<int> other = desk.AskAsync(new Look(answer.Task, 7)).AsTask();
        Task<int> failing = desk.AskAsync(new Look(failure.Task, 8)).AsTask();
        await _chronicle.Has("begins 8");

        failure.SetException(new FormatException("no"));
        await Assert.ThrowsAsync<FormatException>(() => failing.WaitAsync(Gate.Patience));
        desk.Tell(new Note("waits for the new instance"));
        Assert.DoesNotContain("restarting", _chronicle.Lines);
        answer.SetResult();

        Assert.Equal(7, await other.WaitAsync(Gate.Patience));
        await _chronicle.Has("waits for");
        Assert.Equal(["ends 7", "restarting", "waits for the new instance"], _chronicle.Lines.Except(["begins 7", "begins 8", "meanwhile"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stop_lets_what_was_begun_finish(bool drains)
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Desk> desk = Spawn(host);
        TaskCompletionSource answer = new();
        Task<int> asked = desk.AskAsync(new Look(answer.Task, 7)).AsTask();
        await _chronicle.Has("begins 7");

        Task stopping = drains ? desk.StopAsync() : desk.WhenTerminatedAsync();
        if (!drains) desk.Stop();
        await Task.Yield();
        Assert.False(stopping.IsCompleted);
        answer.SetResult();

        Assert.Equal(7, await asked.WaitAsync(Gate.Patience));
        await stopping.WaitAsync(Gate.Patience);
        Assert.Equal(["begins 7", "ends 7", "stops"], _chronicle.Lines);
    }

    [Fact]
    public async Task A_kill_abandons_all_of_them_and_tells_their_askers()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Desk> desk = host.System.Spawn(() => new Desk(_chronicle), "desk");
        TaskCompletionSource answer = new();
        Task<int>[] asks = [.. Enumerable.Range(0, 3).Select(number => desk.AskAsync(new Look(answer.Task, number)).AsTask())];
        await _chronicle.Has("begins 2");
        Assert.Equal(3, host.System.GetAccount().Pending);

        desk.Kill();

        await desk.WhenTerminatedAsync().WaitAsync(Gate.Patience);
        foreach (Task<int> ask in asks) await Assert.ThrowsAsync<ActorStoppedException>(() => ask);
        answer.SetResult();
        await _chronicle.Has("ends 2");
        ActorAccount account = host.System.GetAccount().Actors.Single(account => account.Actor == desk.Path);
        Assert.Equal((3, 0, 3), (account.Accepted, account.Handled, account.Undelivered[DeadLetterReason.Killed]));
    }

    [Fact]
    public async Task A_message_that_is_told_can_be_interleaved_as_well()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Desk> desk = Spawn(host);
        TaskCompletionSource first = new();
        TaskCompletionSource second = new();
        desk.Tell(new Walk(first.Task, "first"));
        desk.Tell(new Walk(second.Task, "second"));

        second.SetResult();
        await _chronicle.Has("walked second");
        first.SetResult();
        await _chronicle.Has("walked first");
    }

    [Fact]
    public async Task Nothing_is_lost_when_stops_kills_and_failures_come_at_any_moment()
    {
        await using TestHost host = await TestHost.StartAsync();
        int seed = Environment.TickCount;
        Random random = new(seed);
        for (int round = 0; round < 300; round++)
        {
            IActorRef<Desk> desk = Spawn(host);
            Task<int>[] asks = [.. Enumerable.Range(0, 6).Select(_ => desk.AskAsync(new Step(3)).AsTask())];
            int spins = random.Next(3000);
            int what = random.Next(3);
            await Task.Run(() =>
            {
                Thread.SpinWait(spins);
                if (what == 0) desk.Stop();
                else if (what == 1) desk.Kill();
                else desk.Tell(new Fail(new NotSupportedException()));
            });
            if (what == 2) await desk.StopAsync().WaitAsync(Gate.Patience);
            await desk.WhenTerminatedAsync().WaitAsync(Gate.Patience);
            foreach (Task<int> ask in asks)
            {
                try
                {
                    Assert.Equal(3, await ask.WaitAsync(Gate.Patience));
                }
                catch (ActorStoppedException)
                {
                    // As good an end as a reply.
                }
            }
        }
    }

    private IActorRef<Desk> Spawn(TestHost host) => host.System.Spawn(() => new Desk(_chronicle));

    private sealed record Look(Task Answer, int Number) : IRequest<Look, int>;

    private sealed record Step(int Awaits) : IRequest<Step, int>;

    private sealed record Walk(Task Way, string Name);

    private sealed record Count : IRequest<Count, int>;

    private sealed record Sum : IRequest<Sum, int>;

    private sealed class Desk(Chronicle chronicle) : Actor,
        IHandleInterleaved<Look, int>, IHandleInterleaved<Step, int>, IHandleInterleaved<Walk>, IHandle<Note>, IHandle<Fail>, IHandle<Hold>, IHandleSync<Count, int>, IHandleSync<Sum, int>
    {
        private int _notes;
        private int _sum;
        private int _isInside;

        public async ValueTask<int> HandleInterleavedAsync(Look request, CancellationToken cancellationToken)
        {
            chronicle.Add($"begins {request.Number}");
            await request.Answer;
            chronicle.Add($"ends {request.Number}");
            return request.Number;
        }

        public async ValueTask<int> HandleInterleavedAsync(Step request, CancellationToken cancellationToken)
        {
            for (int step = 0; step < request.Awaits; step++)
            {
                // No lock: this is only right if nothing else of the actor runs meanwhile.
                if (++_isInside != 1) throw new InvalidOperationException("Two pieces ran at once.");
                int before = _sum;
                Thread.SpinWait(10);
                _sum = before + 1;
                _isInside--;
                if (step % 2 == 0) await Task.Yield();
                else await Task.Run(static () => { }, CancellationToken.None);
            }

            return request.Awaits;
        }

        public async ValueTask HandleInterleavedAsync(Walk message, CancellationToken cancellationToken)
        {
            await message.Way;
            chronicle.Add($"walked {message.Name}");
        }

        public ValueTask HandleAsync(Note message, CancellationToken cancellationToken)
        {
            _notes++;
            return chronicle.Write(message.Text);
        }

        public ValueTask HandleAsync(Fail message, CancellationToken cancellationToken) => throw message.Error;

        public async ValueTask HandleAsync(Hold message, CancellationToken cancellationToken)
        {
            message.Entered.Open();
            await message.Release.Passed;
        }

        public int Handle(Count request) => _notes;

        public int Handle(Sum request) => _sum;

        protected override ValueTask OnStopAsync(CancellationToken cancellationToken) => chronicle.Write("stops");

        protected override ValueTask OnRestartingAsync(Exception error, CancellationToken cancellationToken) => chronicle.Write("restarting");
    }
}
