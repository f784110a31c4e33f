using Interleaving.Tests.Models;
using Xunit.Abstractions;

namespace Interleaving.Tests;

public sealed class NotifyExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void A_notification_is_not_slept_over() => Exhaust<NotifyOneMeetsWait>(preemptions: null);

    [Fact]
    public void Telling_all_tells_all_who_wait() => Exhaust<NotifyAllMeetsTwoWaits>();

    [Fact]
    public void A_wait_ends_by_either_of_two_notifications() => Exhaust<NotifyAllAndOneMeetWait>();

    [Fact]
    public void A_notification_can_be_passed_on() => Exhaust<NotificationIsPassedOn>();

    [Fact]
    public void A_notification_is_not_lost_with_a_wait_that_is_cancelled() => Exhaust<NotifyOneMeetsCancel>();

    [Fact]
    public void Telling_all_tells_both_or_none() => Exhaust<NotifyAllTellsBothOrNone>();

    [Fact]
    public void Telling_all_leaves_nobody_in_line() => Exhaust<NotifyAllLeavesNobodyInLine>();

    [Fact]
    public void Telling_all_is_one_step() => Exhaust<NotifyAllIsOneStep>();

    [Fact]
    public void Telling_all_does_not_reach_the_next_wait() => Exhaust<NotifyAllDoesNotReachTheNextWait>();
}

public sealed class SemaphoreExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void Never_more_are_held_than_there_are() => Exhaust<ThreeAcquireOneOfTwo>();

    [Fact]
    public void One_permit_goes_from_hand_to_hand() => Exhaust<ReleaseMeetsAcquire>(preemptions: 3);

    [Fact]
    public void Who_waits_is_told_of_the_close() => Exhaust<CloseMeetsAcquire>();

    [Fact]
    public void Closing_from_several_sides_closes_once() => Exhaust<EachWhoWasServedCloses>();

    [Fact]
    public void Nothing_is_lost_when_those_who_wait_are_cancelled() => Exhaust<CancelMeetsPermits>();

    [Fact]
    public void What_a_cancelled_wait_had_gathered_serves_the_next() => Exhaust<CancelOfTheFirstServesTheSecond>();

    [Fact]
    public void Many_are_acquired_together_or_not_at_all() => Exhaust<TwoAcquireManyInTurns>();

    [Fact]
    public void Permits_that_come_back_are_seen_by_who_begins_to_wait() => Exhaust<ReleaseMeetsAcquireOfMany>();
}

public sealed class WatchExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void A_wait_for_a_change_is_not_slept_over() => Exhaust<WriteMeetsTwoWatchers>();

    [Fact]
    public void A_value_that_fits_is_found_beside_modifiers() => Exhaust<ModifiersMeetWaitFor>();

    [Fact]
    public void The_value_that_was_accepted_is_the_one_that_is_given() => Exhaust<WaitForGivesWhatItAccepted>();

    [Fact]
    public void Two_modifiers_lose_no_write() => Exhaust<TwoModifiersMeet>();

    [Fact]
    public void A_cancelled_wait_has_seen_nothing() => Exhaust<CancelMeetsChange>();

    [Fact]
    public void The_last_value_comes_before_the_end() => Exhaust<LastValueMeetsEnd>();

    [Fact]
    public void A_subscriber_opens_what_the_last_receiver_closed() => Exhaust<SubscribeMeetsTheLastToLeave>();

    [Fact]
    public void A_receiver_that_leaves_ends_its_waits() => Exhaust<DisposeMeetsChange>();
}

public sealed class BarrierExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void Each_round_has_one_leader_and_nobody_runs_ahead() => Exhaust<TwoPartiesMeetTwice>();

    [Fact]
    public void A_party_that_is_cancelled_as_the_last_one_comes_has_passed_or_never_came() => Exhaust<CancelMeetsTheLastParty>();

    [Fact]
    public void An_event_lets_pass_who_waits_and_who_comes() => Exhaust<FireMeetsWaits>();

    [Fact]
    public void A_cancelled_wait_for_an_event_passes_the_next_time() => Exhaust<FireMeetsCancel>();
}

public sealed class SelectedSignalExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void A_notification_and_a_value_are_taken_one_after_the_other() => Exhaust<NotificationAndValueMeetASelect>();

    [Fact]
    public void A_cancelled_select_has_the_notification_or_the_notify_keeps_it() => Exhaust<CancelMeetsASelectOfNotify>(preemptions: 3);

    [Fact]
    public void A_select_has_all_its_permits_or_none() => Exhaust<PermitsAndNotificationMeetASelect>();

    [Fact]
    public void What_a_select_had_gathered_serves_the_next() => Exhaust<SelectGivesWhatItGatheredBack>();

    [Fact]
    public void A_select_reads_from_two_oneshots_that_are_written_at_once() => Exhaust<TwoOneshotsMeetASelect>();

    [Fact]
    public void A_select_that_was_won_elsewhere_leaves_the_readers_place_in_a_oneshot() => Exhaust<SelectLeavesAOneshot>();
}
