using Actors.Mailboxes;
using Actors.Tests.Support;

namespace Actors.Tests.Replies;

/// <summary>Results of tasks that come to an actor as messages.</summary>
public class PipeTests
{
    private readonly Journal _journal = new();
    private readonly TaskCompletionSource<int> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task A_result_comes_as_a_message()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));

        _source.Task.PipeTo(actor, result => new Note($"{result}"), error => new Note(error.Message));
        Assert.Empty(await actor.AskAsync(new GetNotes()));
        _source.SetResult(7);

        Assert.Equal(["7"], await NotesOf(actor, 1));
    }

    [Fact]
    public async Task A_failure_comes_as_a_message()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));

        _source.Task.PipeTo(actor, result => new Note($"{result}"), error => new Note($"{error.GetType().Name}: {error.Message}"));
        _source.SetException(new FormatException("no number"));

        Assert.Equal(["FormatException: no number"], await NotesOf(actor, 1));
    }

    [Fact]
    public async Task A_cancellation_comes_as_a_message()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));

        _source.Task.PipeTo(actor, result => new Note($"{result}"), error => new Note($"{error is OperationCanceledException}"));
        _source.SetCanceled();

        Assert.Equal(["True"], await NotesOf(actor, 1));
    }

    [Fact]
    public async Task A_result_that_cannot_be_made_a_message_counts_as_a_failure()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));

        Task.FromResult(7).PipeTo<Probe, int, Note, Note>(actor, _ => throw new FormatException("not this"), error => new Note(error.Message));

        Assert.Equal(["not this"], await NotesOf(actor, 1));
    }

    [Fact]
    public async Task A_failure_that_cannot_be_made_a_message_is_a_dead_letter()
    {
        await using TestHost host = await TestHost.StartAsync();
        Letters letters = Letters.Of(host.System);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
        FormatException error = new("nor this");

        Task.FromResult(7).PipeTo<Probe, int, Note, Note>(actor, _ => throw new FormatException("not this"), _ => throw error);

        DeadLetter letter = Assert.Single(letters.All);
        Assert.Equal((error, DeadLetterReason.PipeFailed), (letter.Message, letter.Reason));
    }

    [Fact]
    public async Task A_result_for_an_actor_that_has_stopped_is_a_dead_letter()
    {
        await using TestHost host = await TestHost.StartAsync();
        Letters letters = Letters.Of(host.System);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
        await actor.StopAsync();

        Task.FromResult(new Note("7")).PipeTo(actor, error => new Note(error.Message));

        Assert.Equal((new Note("7"), DeadLetterReason.ActorStopped), Assert.Single(letters.All.Select(letter => ((Note)letter.Message, letter.Reason))));
    }

    [Fact]
    public async Task A_result_waits_for_room()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), options: new SpawnOptions { Mailbox = new BoundedMailbox(1) });
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        await entered.Passed;
        actor.Tell(new Note("fills it"));

        Task.FromResult(new Note("waits")).PipeTo(actor, error => new Note(error.Message));
        release.Open();

        Assert.Equal(["fills it", "waits"], await NotesOf(actor, 2));
    }

    [Fact]
    public async Task An_answer_that_is_piped_is_not_awaited_and_so_no_part_of_a_cycle()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Piping> actor = host.System.Spawn(() => new Piping());

        Assert.Equal(21, await actor.AskAsync(new Double(7)));
    }

    private static async Task<string[]> NotesOf(IActorRef<Probe> actor, int count)
    {
        string[] notes = [];
        for (int tries = 0; tries < 10_000 && notes.Length < count; tries++)
        {
            notes = await actor.AskWhenRoomAsync(new GetNotes());
            await Task.Yield();
        }

        return notes;
    }

    private sealed record Double(int Number) : IRequest<Double, int>;

    private sealed record Triple(int Number) : IRequest<Triple, int>;

    private sealed record Doubled(int Number);

    /// <summary>Asks itself, without awaiting, and answers when the answer comes back.</summary>
    private sealed class Piping : Actor, IHandleDeferred<Double, int>, IHandle<Triple, int>, IHandle<Doubled>, IHandle<Exception>
    {
        private Reply<int>? _owed;

        public async ValueTask HandleAsync(Double request, Reply<int> reply, CancellationToken cancellationToken)
        {
            _owed = reply;
            this.Self().AskAsync(new Triple(request.Number), cancellationToken).PipeTo(this.Self(), number => new Doubled(number), error => error);
            await Task.Yield();
        }

        public ValueTask<int> HandleAsync(Triple request, CancellationToken cancellationToken) => new(request.Number * 3);

        public ValueTask HandleAsync(Doubled message, CancellationToken cancellationToken)
        {
            _owed!.TryReply(message.Number);
            return default;
        }

        public ValueTask HandleAsync(Exception message, CancellationToken cancellationToken)
        {
            _owed!.TryFail(message);
            return default;
        }
    }
}
