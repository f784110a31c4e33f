using System.Threading.Channels;
using Actors.Mailboxes;
using Actors.Routing;
using Actors.Tests.Support;

namespace Actors.Tests.Events;

public class StreamTests
{
    private readonly Journal _journal = new();

    [Fact]
    public async Task A_sequence_is_told_in_order_and_slowed_down_by_a_bounded_mailbox()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), options: new SpawnOptions { Mailbox = new BoundedMailbox(2) });
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        await entered.Passed;
        Numbers source = new(10);

        Task<long> telling = source.TellAllAsync(actor);
        Assert.Equal(3, source.Taken);
        release.Open();

        Assert.Equal(10, await telling.WaitAsync(Gate.Patience));
        Assert.Equal(Enumerable.Range(1, 10).Select(number => $"{number}"), await actor.AskAsync(new GetNotes()));
        Assert.True(source.IsDisposed);
    }

    [Fact]
    public async Task A_sequence_ends_with_its_actor()
    {
        await using TestHost host = await TestHost.StartAsync();
        Letters letters = Letters.Of(host.System);
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
        await actor.StopAsync();
        Numbers source = new(10);

        await Assert.ThrowsAsync<ActorStoppedException>(() => source.TellAllAsync(actor));

        Assert.Equal((1, true), (source.Taken, source.IsDisposed));
        Assert.Single(letters.All);
    }

    [Fact]
    public async Task An_actor_is_a_writer()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal), options: new SpawnOptions { Mailbox = new BoundedMailbox(1) });
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        await entered.Passed;
        ChannelWriter<Note> writer = actor.AsWriter<Note>();

        Assert.True(await writer.WaitToWriteAsync());
        Assert.True(writer.TryWrite(new Note("1")));
        Assert.False(writer.TryWrite(new Note("full")));
        Task writing = writer.WriteAsync(new Note("2")).AsTask();
        Assert.False(writing.IsCompleted);
        release.Open();
        await writing.WaitAsync(Gate.Patience);

        Assert.Equal(["1", "2"], await actor.AskAsync(new GetNotes(), Gate.Patience));
    }

    [Fact]
    public async Task A_writer_is_closed_when_it_is_completed_or_its_actor_has_stopped()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> actor = host.System.Spawn(() => new Probe(_journal));
        (ChannelWriter<Note> completed, ChannelWriter<Note> open) = (actor.AsWriter<Note>(), actor.AsWriter<Note>());

        Assert.True(completed.TryComplete());
        Assert.False(completed.TryComplete());
        Assert.False(completed.TryWrite(new Note("closed")));
        Assert.False(await completed.WaitToWriteAsync());
        await Assert.ThrowsAsync<ChannelClosedException>(async () => await completed.WriteAsync(new Note("closed")));
        await open.WriteAsync(new Note("open"));
        await actor.StopAsync();

        Assert.False(open.TryWrite(new Note("stopped")));
        Assert.False(await open.WaitToWriteAsync());
        Assert.IsType<ActorStoppedException>((await Assert.ThrowsAsync<ChannelClosedException>(async () => await open.WriteAsync(new Note("stopped")))).InnerException);
        Assert.Contains("open", _journal.Lines);
    }

    [Fact]
    public async Task A_group_has_a_name_that_everybody_knows_and_members_that_end_leave()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Probe> first = host.System.Spawn(() => new Probe(_journal));
        IActorRef<Probe> second = host.System.Spawn(() => new Probe(_journal));

        host.System.Group<IHandle<Note>>("listeners").Join(first);
        host.System.Group<IHandle<Note>>("listeners").Join(second);
        host.System.Group<IHandle<Note>>("listeners").Tell(new Note("to all"));
        string[] heard = await first.AskAsync(new GetNotes());
        await first.StopAsync();

        Assert.Equal(["to all"], heard);
        Assert.Equal(["to all"], await second.AskAsync(new GetNotes()));
        Assert.Equal([second], host.System.Group<IHandle<Note>>("listeners").Routees);
        Assert.Empty(host.System.Group<IHandle<Note>>("others").Routees);
        Assert.Equal("/$groups/listeners", host.System.Group<IHandle<Note>>("listeners").Path.Value);
    }

    private sealed class Numbers(int count) : IAsyncEnumerable<Note>, IAsyncEnumerator<Note>
    {
        public int Taken { get; private set; }

        public bool IsDisposed { get; private set; }

        public Note Current => new($"{Taken}");

        public IAsyncEnumerator<Note> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public ValueTask<bool> MoveNextAsync()
        {
            if (Taken == count) return new(false);
            Taken++;
            return new(true);
        }

        public ValueTask DisposeAsync()
        {
            IsDisposed = true;
            return default;
        }
    }
}
