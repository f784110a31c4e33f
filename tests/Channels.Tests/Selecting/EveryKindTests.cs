using Channels.Tests.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace Channels.Tests.Selecting;

/// <summary>Every kind can be selected: what it offers ends a wait, is taken once, and is left alone when another case is chosen.</summary>
public sealed class EveryKindTests
{
    private static readonly Dictionary<string, Func<Select, Subject>> s_kinds = new()
    {
        ["Mpsc.Bounded"] = static select => Reads(select, Mpsc.Bounded<int>(1)),
        ["Mpsc.Unbounded"] = static select => Reads(select, Mpsc.Unbounded<int>()),
        ["Mpmc.Bounded"] = static select => Reads(select, Mpmc.Bounded<int>(1)),
        ["Mpmc.Unbounded"] = static select => Reads(select, Mpmc.Unbounded<int>()),
        ["Mpmc.Prioritized"] = static select => Reads(select, Mpmc.Prioritized<int>()),
        ["Mpmc.Rendezvous"] = static select =>
        {
            var (sender, receiver) = Mpmc.Rendezvous<int>();
            return new Subject(select.Read(receiver), () => _ = sender.WriteAsync(1).AsTask(), () => receiver.TryRead(out _));
        },
        ["Broadcast.Lossless"] = static select => Reads(select, Broadcast.Lossless<int>(1)),
        ["Broadcast.Lagging"] = static select =>
        {
            var (sender, receiver) = Broadcast.Lagging<int>(1);
            return new Subject(select.Read(receiver), () => sender.TryWrite(1), () => receiver.TryRead(out _));
        },
        ["Watch"] = static select => Reads(select, Watch.Create(0)),
        ["Oneshot"] = static select =>
        {
            var (sender, receiver) = Oneshot.Create<int>();
            return new Subject(select.Read(receiver), () => sender.TryWrite(1), () => receiver.TryRead(out _));
        },
        ["Timers"] = static select =>
        {
            FakeTimeProvider time = new();
            SharedReceiver<DateTimeOffset> receiver = Timers.After(TimeSpan.FromSeconds(1), time);
            return new Subject(select.Read(receiver), () => time.Advance(TimeSpan.FromSeconds(1)), () => receiver.TryRead(out _));
        },
        ["BarrierChannel"] = static select =>
        {
            var (sender, receiver) = BarrierChannel.Create();
            return new Subject(select.Wait(receiver), () => sender.Fire(), () => receiver.HasFired, Stays: true);
        },
        ["Notify"] = static select =>
        {
            Notify notify = new();
            return new Subject(select.Wait(notify), notify.NotifyOne, notify.TryWait);
        },
        ["FairSemaphore"] = static select =>
        {
            FairSemaphore semaphore = new(0);
            return new Subject(select.Acquire(semaphore, 2), () => semaphore.AddPermits(2), () => semaphore.TryAcquire(out _, 2));
        },
        ["a write to Mpsc"] = static select => Writes(select, Mpsc.Bounded<int>(1)),
        ["a write to Mpmc"] = static select => Writes(select, Mpmc.Bounded<int>(1)),
        ["a write to a broadcast"] = static select => Writes(select, Broadcast.Lossless<int>(1)),
        ["a permit of Mpsc"] = static select => Reserves(select, Mpsc.Bounded<int>(1)),
        ["a permit of Mpmc"] = static select => Reserves(select, Mpmc.Bounded<int>(1)),
        ["a permit of a broadcast"] = static select => Reserves(select, Broadcast.Lossless<int>(1)),
    };

    public static TheoryData<string> Kinds => [.. s_kinds.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_is_there_is_taken_without_a_wait_and_once(string kind)
    {
        using Select select = new();
        Subject subject = s_kinds[kind](select);
        Assert.Null(select.TryNext());

        subject.Offer();

        ValueTask<SelectCase?> next = select.NextAsync();
        Assert.True(next.IsCompletedSuccessfully);
        Assert.Same(subject.Case, await next);
        Assert.Equal(subject.Stays, subject.TryTake());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_wait_ends_with_what_comes_and_has_it(string kind)
    {
        using Select select = new();
        Subject subject = s_kinds[kind](select);
        Task<SelectCase?> next = select.NextAsync().AsTask();
        Assert.False(next.IsCompleted);

        subject.Offer();

        Assert.Same(subject.Case, await next.Soon());
        Assert.Equal(subject.Stays, subject.TryTake());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_comes_to_a_wait_that_another_case_has_won_stays_where_it_is(string kind)
    {
        using Select select = new();
        var (sender, receiver) = Mpmc.Unbounded<int>();
        SelectCase other = select.Read(receiver);
        Subject subject = s_kinds[kind](select);
        Task<SelectCase?> next = select.NextAsync().AsTask();

        // The wait of the select stands in both lines until its user goes on.
        sender.TryWrite(1);
        subject.Offer();

        Assert.Same(other, await next.Soon());
        Assert.True(subject.TryTake());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_wait_that_was_cancelled_has_taken_nothing(string kind)
    {
        using Select select = new();
        Subject subject = s_kinds[kind](select);
        using CancellationTokenSource cancel = new();
        Task<SelectCase?> next = select.NextAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.Soon());

        subject.Offer();

        Assert.True(subject.TryTake());
    }

    [Fact]
    public async Task All_kinds_are_waited_for_at_once_and_each_that_has_something_is_chosen_once()
    {
        using Select select = new();
        List<Subject> subjects = [.. s_kinds.Values.Select(make => make(select))];
        HashSet<SelectCase> chosen = [];

        foreach (Subject subject in subjects)
        {
            Task<SelectCase?> next = select.NextAsync().AsTask();
            Assert.False(next.IsCompleted);
            subject.Offer();
            Assert.Same(subject.Case, await next.Soon());
            chosen.Add(subject.Case);
            // A oneshot and a timer are at their end then, and say so once.
            while (select.TryNext() is { } ended) Assert.Same(subject.Case, ended);
        }

        Assert.Equal(subjects.Count, chosen.Count);
        Assert.Null(select.TryNext());
    }

    [Fact]
    public async Task A_write_to_a_kind_that_never_waits_is_chosen_at_once()
    {
        var (newest, watching) = Watch.Create(0);
        var (lagging, lagged) = Broadcast.Lagging<int>(1);
        using Select select = new(SelectOrder.Declared);
        SelectCase[] writes = [select.Write(newest, 1), select.Write(lagging, 2)];

        Assert.Same(writes[0], await select.NextAsync());
        Assert.Same(writes[1], await select.NextAsync());

        Assert.Null(await select.NextAsync());
        Assert.Equal(1, await watching.ReadAsync());
        Assert.Equal(2, (await lagged.ReadAsync()).Value);
    }

    private static Subject Reads<TSender, TReceiver>(Select select, (TSender Sender, TReceiver Receiver) channel)
        where TSender : Sender<int>
        where TReceiver : Receiver<int> =>
        new(select.Read(channel.Receiver), () => channel.Sender.TryWrite(1), () => channel.Receiver.TryRead(out _));

    /// <summary>Full: what it offers is room.</summary>
    private static Subject Writes<TSender, TReceiver>(Select select, (TSender Sender, TReceiver Receiver) channel)
        where TSender : Sender<int>
        where TReceiver : Receiver<int>
    {
        channel.Sender.TryWrite(0);
        return new(select.Write(channel.Sender, 1), () => channel.Receiver.TryRead(out _), () => channel.Sender.TryWrite(2));
    }

    private static Subject Reserves<TSender, TReceiver>(Select select, (TSender Sender, TReceiver Receiver) channel)
        where TSender : Sender<int>
        where TReceiver : Receiver<int>
    {
        channel.Sender.TryWrite(0);
        return new(select.Reserve(channel.Sender), () => channel.Receiver.TryRead(out _), () => channel.Sender.TryWrite(2));
    }

    /// <summary>A case, how there comes to be something for it, and how somebody else would take that.</summary>
    private sealed record Subject(SelectCase Case, Action Offer, Func<bool> TryTake, bool Stays = false);
}
