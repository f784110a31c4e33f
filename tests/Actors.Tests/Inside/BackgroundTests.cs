using Actors.Mailboxes;
using Actors.Tests.Support;

namespace Actors.Tests.Inside;

public class BackgroundTests
{
    private readonly Chronicle _chronicle = new();

    [Fact]
    public async Task The_result_comes_back_as_a_message_while_the_actor_goes_on()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Worker> worker = Spawn(host);
        TaskCompletionSource<string> work = new();
        await worker.AskAsync(new Begin(_ => work.Task));

        worker.Tell(new Note("meanwhile"));
        await _chronicle.Has("meanwhile");
        work.SetResult("done");

        await _chronicle.Has("result done");
        Assert.Equal(["meanwhile", "result done"], _chronicle.Lines);
    }

    [Fact]
    public async Task An_exception_comes_back_as_a_message()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Worker> worker = Spawn(host);

        await worker.AskAsync(new Begin(_ => throw new FormatException("at once")));
        await worker.AskAsync(new Begin(async _ =>
        {
            await Task.Yield();
            throw new FormatException("later");
        }));

        await _chronicle.Has("error at once");
        await _chronicle.Has("error later");
    }

    [Fact]
    public async Task An_exception_that_nobody_asked_for_makes_the_actor_fail()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Worker> worker = Spawn(host);

        await worker.AskAsync(new Begin(_ => throw new FormatException("unexpected"), IsCareless: true));

        await _chronicle.Has("restarts: unexpected");
    }

    [Fact]
    public async Task Work_is_cancelled_when_its_life_ends_and_what_it_brings_is_forgotten()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Worker> worker = host.System.Spawn(() => new Worker(_chronicle), "worker");
        Gate cancelled = new();
        Gate release = new();
        await worker.AskAsync(new Begin(async token =>
        {
            token.Register(cancelled.Open);
            await release.Passed;
            return "too late";
        }));

        worker.Tell(new Fail(new NotSupportedException("restart")));
        await cancelled.Passed;
        release.Open();
        await worker.AskAsync(new Begin(_ => Task.FromResult("next life")));
        await _chronicle.Has("result next life");

        Assert.DoesNotContain("result too late", _chronicle.Lines);
    }

    [Fact]
    public async Task A_drain_waits_for_work_and_handles_what_it_brings()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Worker> worker = host.System.Spawn(() => new Worker(_chronicle), "worker");
        TaskCompletionSource<string> work = new();
        await worker.AskAsync(new Begin(_ => work.Task, Again: true));

        Task stopping = worker.StopAsync();
        await Task.Yield();
        Assert.False(stopping.IsCompleted);
        work.SetResult("done");
        await stopping.WaitAsync(Gate.Patience);

        Assert.Equal(["result done", "result again", "stops"], _chronicle.Lines);
        ActorAccount account = host.System.GetAccount().Actors.Single(account => account.Actor == worker.Path);
        Assert.Equal((3, 3, 0), (account.Accepted, account.Handled, account.Pending));
    }

    [Fact]
    public async Task A_stop_does_not_wait_for_work()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Worker> worker = Spawn(host);
        await worker.AskAsync(new Begin(_ => new TaskCompletionSource<string>().Task));

        worker.Stop();

        await worker.WhenTerminatedAsync().WaitAsync(Gate.Patience);
        Assert.Equal(["stops"], _chronicle.Lines);
    }

    [Fact]
    public async Task The_end_of_a_hosts_time_cancels_work_and_does_not_wait_for_it()
    {
        TestHost host = await TestHost.StartAsync(settings: ("Actors:DrainTimeout", "00:00:00.1"));
        IActorRef<Worker> worker = Spawn(host);
        Gate cancelled = new();
        await worker.AskAsync(new Begin(token =>
        {
            token.Register(cancelled.Open);
            return new TaskCompletionSource<string>().Task;
        }));

        await host.DisposeAsync();

        await cancelled.Passed;
    }

    [Fact]
    public async Task A_completion_waits_for_room_in_a_full_mailbox()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Worker> worker = host.System.Spawn(() => new Worker(_chronicle), options: new SpawnOptions { Mailbox = new BoundedMailbox(1) });
        (Gate entered, Gate release) = (new Gate(), new Gate());
        Gate ran = new();
        await worker.AskAsync(new Begin(_ => Run()));
        worker.Tell(new Hold(entered, release));
        await entered.Passed;
        worker.Tell(new Note("fills"));

        ran.Open();
        release.Open();
        await _chronicle.Has("result done");

        Assert.Equal(["fills", "result done"], _chronicle.Lines);

        async Task<string> Run()
        {
            await ran.Passed;
            return "done";
        }
    }

    private IActorRef<Worker> Spawn(TestHost host) => host.System.Spawn(() => new Worker(_chronicle));

    private sealed record Begin(Func<CancellationToken, Task<string>> Work, bool IsCareless = false, bool Again = false) : IRequest<Begin, int>;

    private sealed record Done(string Result, bool Again);

    private sealed record Failed(string Message);

    private sealed class Worker(Chronicle chronicle) : Actor, IHandle<Begin, int>, IHandle<Done>, IHandle<Failed>, IHandle<Note>, IHandle<Fail>, IHandle<Hold>
    {
        public ValueTask<int> HandleAsync(Begin request, CancellationToken cancellationToken)
        {
            if (request.IsCareless) this.RunInBackground(request.Work, result => new Done(result, false));
            else this.RunInBackground(request.Work, result => new Done(result, request.Again), error => new Failed(error.Message));
            return new(0);
        }

        public ValueTask HandleAsync(Done message, CancellationToken cancellationToken)
        {
            if (message.Again) this.RunInBackground(_ => Task.FromResult("again"), result => new Done(result, false));
            return chronicle.Write($"result {message.Result}");
        }

        public ValueTask HandleAsync(Failed message, CancellationToken cancellationToken) => chronicle.Write($"error {message.Message}");

        public ValueTask HandleAsync(Note message, CancellationToken cancellationToken) => chronicle.Write(message.Text);

        public ValueTask HandleAsync(Fail message, CancellationToken cancellationToken) => throw message.Error;

        public async ValueTask HandleAsync(Hold message, CancellationToken cancellationToken)
        {
            message.Entered.Open();
            await message.Release.Passed;
        }

        protected override ValueTask OnStopAsync(CancellationToken cancellationToken) => chronicle.Write("stops");

        protected override ValueTask OnRestartingAsync(Exception error, CancellationToken cancellationToken) => chronicle.Write($"restarts: {error.Message}");
    }
}
