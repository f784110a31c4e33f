using Interleaving.Tests.Models;
using Xunit.Abstractions;

namespace Interleaving.Tests;

public sealed class WorkSharingExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void A_message_and_one_that_goes_to_rest_never_miss_each_other() => Exhaust<PostMeetsIdling>();

    [Fact]
    public void Each_message_calls_one_that_sleeps() => Exhaust<PostsCallOneEach>();

    [Fact]
    public void A_message_is_not_left_with_one_that_leaves() => Exhaust<PostMeetsLeaving>();

    [Fact]
    public void A_message_does_not_wait_where_nobody_is_left() => Exhaust<PostMeetsLastLeaving>();

    [Fact]
    public void A_message_that_comes_as_the_pool_is_stopped_is_in_a_column() => Exhaust<PostMeetsStop>();

    [Fact]
    public void A_message_that_was_accepted_before_the_pool_drains_is_handled() => Exhaust<PostMeetsDrain>();

    [Fact]
    public void Those_who_drain_at_once_leave_no_message_behind() => Exhaust<AllDrainAtOnce>(preemptions: 1);

    [Fact]
    public void A_message_does_not_wait_for_one_that_was_sent_something_itself() => Exhaust<CallMeetsDirectMessage>();

    [Fact]
    public void A_message_that_was_let_in_calls_one_that_sleeps() => Exhaust<LetInMeetsIdle>();
}
