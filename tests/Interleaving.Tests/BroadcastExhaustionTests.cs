using Interleaving.Tests.Models;
using Xunit.Abstractions;

namespace Interleaving.Tests;

public sealed class BroadcastExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void Two_receivers_see_two_writers_in_one_order() => Exhaust<BroadcastWritesMeetReads>();

    [Fact]
    public void A_writer_that_waits_for_the_slowest_reaches_both() => Exhaust<BroadcastWriterMeetsTwoReaders>();

    [Fact]
    public void A_receiver_that_leaves_lets_a_waiting_writer_in() => Exhaust<BroadcastDisposeMeetsWaitingWrite>();

    [Fact]
    public void A_clone_sees_what_its_origin_had_not_read() => Exhaust<BroadcastCloneMeetsWrite>();

    [Fact]
    public void A_write_reaches_a_subscriber_or_is_refused() => Exhaust<BroadcastSubscribeMeetsWrite>();

    [Fact]
    public void What_was_accepted_before_the_end_all_receive() => Exhaust<BroadcastCloseMeetsWaitingWrite>();

    [Fact]
    public void Completion_of_a_receiver_ends() => Exhaust<BroadcastCompletionMeetsLastRead>(preemptions: 3);

    [Fact]
    public void A_cancelled_write_is_in_the_channel_only_if_its_writer_was_told_so() => Exhaust<BroadcastCancelMeetsAdmission>();

    [Fact]
    public void A_cancelled_reservation_lets_those_behind_in() => Exhaust<BroadcastCancelledReservationLetsOthersIn>();

    [Fact]
    public void A_cancelled_read_leaves_the_value_to_its_receiver() => Exhaust<BroadcastCancelMeetsHandOver>();

    [Fact]
    public void A_receiver_that_is_cut_off_has_read_the_value_or_is_told() => Exhaust<BroadcastEvictionMeetsRead>();

    [Fact]
    public void The_end_waits_for_a_permit() => Exhaust<BroadcastPermitMeetsClose>();

    [Fact]
    public void Received_and_missed_are_what_was_sent() => Exhaust<LagMeetsRead>();

    [Fact]
    public void A_clone_that_lags_accounts_for_everything() => Exhaust<LagMeetsCloneAndDispose>();

    [Fact]
    public void A_cancelled_read_is_told_what_it_missed_since() => Exhaust<LagMeetsCancel>();
}
