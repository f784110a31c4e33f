using Interleaving.Tests.Models;
using Xunit.Abstractions;

namespace Interleaving.Tests;

public sealed class TakeOverExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void Each_value_is_read_or_taken_back() => Exhaust<TakeOverMeetsRead>(preemptions: 3);

    [Fact]
    public void A_waiting_read_ends_when_somebody_takes_over() => Exhaust<TakeOverMeetsWaitingRead>();

    [Fact]
    public void What_a_permit_brings_is_taken_back_or_disposed() => Exhaust<TakeOverMeetsPermit>(preemptions: 4);

    [Fact]
    public void One_of_two_takes_what_is_there() => Exhaust<TwoTakeOver>(preemptions: 3);

    [Fact]
    public void A_look_at_a_oneshots_value_sees_it_whole_or_not_at_all() => Exhaust<OneshotPeekMeetsTakeOver>(preemptions: 4);
}

public sealed class BatchExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void A_batch_makes_room_for_who_waits() => Exhaust<BatchMeetsWaitForRoom>();

    [Fact]
    public void A_batch_finds_what_lies_in_two_rings() => Exhaust<BatchMeetsGrowth>();

    [Fact]
    public void Each_value_of_a_batch_is_read_or_taken_back() => Exhaust<TakeOverMeetsBatch>();
}
