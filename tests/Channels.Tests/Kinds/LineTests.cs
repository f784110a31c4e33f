namespace Channels.Tests.Kinds;

/// <summary>What a channel promises to those who stand in its lines with waits of their own, as a select does.</summary>
public sealed class LineTests
{
    [Fact]
    public void A_read_is_not_enlisted_where_there_is_something_to_read()
    {
        MpmcChannel<int> channel = new(1);
        channel.TryWrite(1);
        Assert.False(channel.TryEnlistRead(new Read()));

        channel.TryComplete(null);
        channel.TryRead(out _);

        Assert.False(channel.TryEnlistRead(new Read()));
    }

    [Fact]
    public void A_write_is_not_enlisted_where_there_is_room_or_the_end()
    {
        MpmcChannel<int> channel = new(1);
        Assert.False(channel.TryEnlistWrite(new Write { Item = 1 }));
        Assert.False(channel.TryEnlistWrite(new Write { Reserved = 1 }));
        channel.TryWrite(1);
        Assert.True(channel.TryEnlistWrite(new Write { Item = 2 }));

        channel.TryComplete(null);

        Assert.False(channel.TryEnlistWrite(new Write { Item = 3 }));
    }

    [Fact]
    public void An_enlisted_read_gets_the_value_in_its_turn()
    {
        MpmcChannel<int> channel = new(null);
        Read first = new();
        Read second = new();
        Assert.True(channel.TryEnlistRead(first));
        Assert.True(channel.TryEnlistRead(second));

        channel.TryWrite(1);
        channel.TryWrite(2);

        Assert.Equal((1, 2), (first.Taken, second.Taken));
        Assert.False(channel.TryLeave(first));
    }

    [Fact]
    public void A_wait_that_cannot_be_claimed_is_skipped()
    {
        MpmcChannel<int> channel = new(1);
        Read gone = new() { IsGone = true };
        Read here = new();
        channel.TryEnlistRead(gone);
        channel.TryEnlistRead(here);

        channel.TryWrite(1);

        Assert.Equal(1, here.Taken);
        Assert.False(gone.IsFinished);
        Assert.False(channel.TryLeave(gone));
    }

    [Fact]
    public void A_wait_that_was_taken_out_again_gets_nothing()
    {
        MpmcChannel<int> channel = new(1);
        Read read = new();
        channel.TryEnlistRead(read);

        Assert.True(channel.TryLeave(read));
        channel.TryWrite(1);

        Assert.False(read.IsFinished);
        Assert.True(channel.TryRead(out _) == ReadStatus.Read);
    }

    [Fact]
    public void An_enlisted_write_is_let_in_in_its_turn_and_one_that_is_gone_is_skipped()
    {
        MpmcChannel<int> channel = new(1);
        channel.TryWrite(1);
        Write gone = new() { Item = 2, IsGone = true };
        Write here = new() { Item = 3 };
        channel.TryEnlistWrite(gone);
        channel.TryEnlistWrite(here);

        channel.TryRead(out _);

        Assert.True(here.IsFinished);
        Assert.False(gone.IsFinished);
        Assert.Equal(ReadStatus.Read, channel.TryRead(out int item));
        Assert.Equal(3, item);
    }

    [Fact]
    public void A_reservation_that_leaves_lets_those_behind_it_in()
    {
        MpmcChannel<int> channel = new(2);
        channel.TryWrite(1);
        Write large = new() { Reserved = 2 };
        Write small = new() { Item = 2 };
        channel.TryEnlistWrite(large);
        channel.TryEnlistWrite(small);
        Assert.False(small.IsFinished);

        Assert.True(channel.TryLeave(large));

        Assert.True(small.IsFinished);
        Assert.Equal(2, channel.Count);
    }

    [Fact]
    public void Two_that_lie_down_at_a_rendezvous_do_not_sleep_past_each_other()
    {
        MpmcChannel<int> channel = new(0);
        Read read = new();
        Write write = new() { Item = 1 };
        Assert.True(channel.TryEnlistRead(read));

        Assert.False(channel.TryEnlistWrite(write));

        Assert.Equal(WriteStatus.Written, channel.TryWrite(1));
        Assert.Equal(1, read.Taken);
        Assert.True(channel.TryEnlistWrite(write));
        Assert.False(channel.TryEnlistRead(new Read()));
        Assert.Equal(ReadStatus.Read, channel.TryRead(out int item));
        Assert.Equal(1, item);
        Assert.True(write.IsFinished);
    }

    [Fact]
    public void Waits_of_one_owner_are_not_paired()
    {
        MpmcChannel<int> channel = new(0);
        object owner = new();
        Assert.True(channel.TryEnlistRead(new Read { By = owner }));

        Assert.True(channel.TryEnlistWrite(new Write { Item = 1, By = owner }));

        Assert.False(channel.TryEnlistWrite(new Write { Item = 1, By = new object() }));
        Assert.False(channel.TryEnlistRead(new Read()));
    }

    [Fact]
    public void At_a_rendezvous_no_room_can_be_waited_for()
    {
        MpmcChannel<int> channel = new(0);

        Assert.Throws<NotSupportedException>(() => channel.TryEnlistWrite(new Write { Reserved = 1 }));
    }

    private sealed class Read : ReadWaiter<int>
    {
        public bool IsGone { get; init; }

        public object? By { get; init; }

        public bool IsFinished => IsCompleted;

        public int? Taken => IsCompleted && Outcome == ReadStatus.Read ? Item : null;

        public override object? Group => By;

        public override bool TryClaim() => !IsGone;

        protected override bool TryLeaveLine() => false;

        protected override void Recycle()
        {
        }
    }

    private sealed class Write : WriteWaiter<int>
    {
        public bool IsGone { get; init; }

        public object? By { get; init; }

        public bool IsFinished => IsCompleted;

        public override object? Group => By;

        public override bool TryClaim() => !IsGone;

        protected override bool TryLeaveLine() => false;

        protected override void Recycle()
        {
        }
    }
}
