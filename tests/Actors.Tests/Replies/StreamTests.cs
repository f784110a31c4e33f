using System.Runtime.CompilerServices;
using Actors.Mailboxes;
using Actors.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Tests.Replies;

/// <summary>Answers that are sequences, made while they are read.</summary>
public class StreamTests
{
    private readonly Course _course = new();

    [Fact]
    public async Task A_sequence_comes_item_by_item_in_its_order()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Counter> actor = host.System.Spawn(() => new Counter(_course));

        List<int> items = [];
        await foreach (int item in actor.AskStream(new CountTo(1000))) items.Add(item);

        Assert.Equal(Enumerable.Range(1, 1000), items);
        Assert.True(_course.HasEnded.IsOpen);
    }

    [Fact]
    public async Task Nothing_is_sent_before_it_is_read_and_each_reading_sends_anew()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Counter> actor = host.System.Spawn(() => new Counter(_course));

        IAsyncEnumerable<int> sequence = actor.AskStream(new CountTo(3));
        Assert.Equal(0, host.System.GetAccount().Accepted);

        Assert.Equal(3, await CountAsync(sequence));
        Assert.Equal(3, await CountAsync(sequence));
        Assert.Equal(2, host.System.GetAccount().Accepted);
    }

    [Fact]
    public async Task A_handler_is_never_further_ahead_than_the_capacity()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Counter> actor = host.System.Spawn(() => new Counter(_course));

        int read = 0;
        await foreach (int item in actor.AskStream(new CountTo(100), capacity: 4))
        {
            read++;
            // Those in the channel, the one that waits for room, and the one that was just read.
            Assert.InRange(_course.Made, item, item + 5);
        }

        Assert.Equal(100, read);
    }

    [Fact]
    public async Task A_reader_that_leaves_ends_the_handlers_sequence_and_the_actor_goes_on()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Counter> actor = host.System.Spawn(() => new Counter(_course));

        await foreach (int item in actor.AskStream(new CountTo(int.MaxValue)))
        {
            if (item == 10) break;
        }

        await _course.HasEnded.Passed;
        Assert.Equal(2, await CountAsync(actor.AskStream(new CountTo(2))));
        Assert.Equal(0, host.System.GetAccount().Faulted);
        Assert.Equal((1, 1), (host.System.GetAccount().Asks.Cancelled, host.System.GetAccount().Asks.Replied));
    }

    [Fact]
    public async Task A_reader_whose_token_is_cancelled_ends_a_handler_that_awaits_something_else()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Counter> actor = host.System.Spawn(() => new Counter(_course));
        using CancellationTokenSource cancellation = new();

        Task reading = CountAsync(actor.AskStream(new CountTo(5, ThenWaits: true)), cancellation.Token);
        await _course.Waits.Passed;
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
        await _course.HasEnded.Passed;
        Assert.Equal(1, await CountAsync(actor.AskStream(new CountTo(1))));
    }

    [Fact]
    public async Task What_the_handler_throws_comes_after_the_items_before_it_and_is_the_actors_failure()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Counter> actor = host.System.Spawn(() => new Counter(_course));
        List<int> items = [];

        await Assert.ThrowsAsync<FormatException>(async () =>
        {
            await foreach (int item in actor.AskStream(new CountTo(3, ThenThrows: new FormatException("no more")))) items.Add(item);
        });

        Assert.Equal([1, 2, 3], items);
        Assert.Equal(1, await CountAsync(actor.AskStream(new CountTo(1))));
        Assert.Equal(1, host.System.GetAccount().Faulted);
    }

    [Fact]
    public async Task A_stopped_actor_says_so_at_once()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Counter> actor = host.System.Spawn(() => new Counter(_course));
        await actor.StopAsync();

        await Assert.ThrowsAsync<ActorStoppedException>(() => CountAsync(actor.AskStream(new CountTo(3))));
    }

    [Fact]
    public async Task An_actor_that_stops_before_it_came_to_it_says_so()
    {
        await using TestHost host = await TestHost.StartAsync();
        Letters letters = Letters.Of(host.System);
        IActorRef<Counter> actor = host.System.Spawn(() => new Counter(_course));
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        await entered.Passed;
        Task<int> reading = CountAsync(actor.AskStream(new CountTo(3)));

        actor.Stop();
        release.Open();

        await Assert.ThrowsAsync<ActorStoppedException>(() => reading.WaitAsync(Gate.Patience));
        await actor.StopAsync();
        Assert.Equal(new CountTo(3), Assert.Single(letters.All).Message);
    }

    [Fact]
    public async Task A_full_mailbox_refuses_it_at_once()
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Counter> actor = host.System.Spawn(() => new Counter(_course), options: new SpawnOptions { Mailbox = new BoundedMailbox(1) });
        (Gate entered, Gate release) = (new Gate(), new Gate());
        actor.Tell(new Hold(entered, release));
        await entered.Passed;
        actor.Tell(new Hold(new Gate(), release));

        await Assert.ThrowsAsync<MailboxFullException>(() => CountAsync(actor.AskStream(new CountTo(3))));
        release.Open();
    }

    [Fact]
    public async Task A_host_that_stops_ends_a_sequence_that_would_not_end()
    {
        await using TestHost host = await TestHost.StartAsync(time: new FakeTimeProvider());
        IActorRef<Counter> actor = host.System.Spawn(() => new Counter(_course));
        Task reading = CountAsync(actor.AskStream(new CountTo(3, ThenWaits: true)));
        await _course.Waits.Passed;

        await host.StopAtOnceAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Gate.Patience));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task A_capacity_without_room_is_refused_at_the_caller(int capacity)
    {
        await using TestHost host = await TestHost.StartAsync();
        IActorRef<Counter> actor = host.System.Spawn(() => new Counter(_course));

        Assert.Throws<ArgumentOutOfRangeException>(nameof(capacity), () => actor.AskStream(new CountTo(3), capacity));
    }

    private static async Task<int> CountAsync(IAsyncEnumerable<int> sequence, CancellationToken cancellationToken = default)
    {
        int count = 0;
        await foreach (int _ in sequence.WithCancellation(cancellationToken)) count++;
        return count;
    }

    private sealed record CountTo(int Last, bool ThenWaits = false, Exception? ThenThrows = null) : IStreamRequest<CountTo, int>;

    /// <summary>How far the handlers are.</summary>
    private sealed class Course
    {
        private int _made;

        public Gate HasEnded { get; } = new();

        public Gate Waits { get; } = new();

        public int Made => Volatile.Read(ref _made);

        public void Make(int item) => Volatile.Write(ref _made, item);
    }

    private sealed class Counter(Course course) : Actor, IHandleStream<CountTo, int>, IHandle<Hold>
    {
        public async IAsyncEnumerable<int> HandleAsync(CountTo request, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            try
            {
                for (int item = 1; item <= request.Last; item++)
                {
                    course.Make(item);
                    yield return item;
                }

                if (request.ThenThrows is not null) throw request.ThenThrows;
                if (!request.ThenWaits) yield break;
                course.Waits.Open();
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                course.HasEnded.Open();
            }
        }

        public async ValueTask HandleAsync(Hold message, CancellationToken cancellationToken)
        {
            message.Entered.Open();
            await message.Release.Passed.WaitAsync(cancellationToken);
        }
    }
}
