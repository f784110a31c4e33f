using Interleaving.Tests.Models;
using Interleaving.Tests.Simulation;
using Xunit.Abstractions;

namespace Interleaving.Tests;

/// <summary>Every model under every schedule with at most two preemptions; the smallest under every schedule there is.</summary>
public abstract class ExhaustionTests(ITestOutputHelper output)
{
    private protected void Exhaust<TModel>(int? preemptions = 2)
        where TModel : Model, new()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();

        Finding finding = Exploration.Run<TModel>(new Exhaustive(preemptions));

        string bound = preemptions is { } most ? $"at most {most} preemptions" : "any number of preemptions";
        output.WriteLine($"{typeof(TModel).Name}: {finding.Schedules:N0} schedules, {finding.Steps:N0} steps, {bound}, {clock.ElapsedMilliseconds:N0} ms");
        Assert.True(finding.Failure is null, finding.Failure);
    }
}

public sealed class QueueExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void A_write_and_a_park_never_miss_each_other() => Exhaust<WriteMeetsPark>(preemptions: 4);

    [Fact]
    public void One_of_two_writes_wakes_the_consumer() => Exhaust<TwoWritesMeetPark>();

    [Fact]
    public void One_of_a_write_and_two_cancellers_takes_the_duty_to_wake() => Exhaust<UnparkMeetsWrite>(preemptions: 3);

    [Fact]
    public void Growing_loses_nothing() => Exhaust<WriteOutgrowsTheRing>(preemptions: 3);

    [Fact]
    public void Slots_of_a_drained_ring_are_used_again_and_hold_nothing_old() => Exhaust<WriteGoesRoundThroughRings>();

    [Fact]
    public void Slots_of_a_drained_ring_go_to_one_ring() => Exhaust<TwoWritesWantTheSpare>();

    [Fact]
    public void Two_writers_agree_on_the_next_ring() => Exhaust<TwoWritesOutgrowTheRing>();

    [Fact]
    public void A_slot_is_not_written_again_before_it_was_read() => Exhaust<WriteLapsTheRing>(preemptions: 4);

    [Fact]
    public void What_was_accepted_before_the_end_is_received_while_the_queue_grows() => Exhaust<CloseMeetsGrowth>();

    [Fact]
    public void What_was_accepted_before_the_end_is_received() => Exhaust<CloseMeetsWriteAndPark>();
}

public sealed class ReadingExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void The_end_of_a_wait_does_not_reach_into_the_next() => Exhaust<ReadsInARow>(preemptions: 4);

    [Fact]
    public void Waiting_and_looking_in_turns_finds_every_value() => Exhaust<WaitsToReadInARow>();

    [Fact]
    public void A_cancelled_read_leaves_the_value_in_the_channel() => Exhaust<CancelMeetsHandOff>();

    [Fact]
    public void A_cancelled_wait_does_not_hide_the_end() => Exhaust<CancelMeetsEnd>();

    [Fact]
    public void A_cancellation_that_comes_too_late_does_not_end_the_next_wait() => Exhaust<StaleCancelMeetsNextWait>();

    [Fact]
    public void A_cancellation_that_comes_too_late_does_not_hide_a_value_from_the_next_wait() => Exhaust<StaleCancelMeetsWrite>();

    [Fact]
    public void A_cancellation_that_comes_too_late_does_not_hide_the_end_from_the_next_wait() => Exhaust<StaleCancelMeetsEnd>();

    [Fact]
    public void A_second_read_is_refused_until_the_first_is_over() => Exhaust<SecondReadMeetsWake>(preemptions: null);
}

public sealed class RoomExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void A_wait_for_room_and_a_read_never_miss_each_other() => Exhaust<WaitForRoomMeetsRead>(preemptions: 3);

    [Fact]
    public void Two_waits_for_one_place_both_get_it_in_the_end() => Exhaust<TwoWaitsForRoomMeetRead>();

    [Fact]
    public void Everybody_who_waits_for_there_being_room_is_told() => Exhaust<HintsMeetRead>();

    [Fact]
    public void A_value_that_was_not_accepted_before_the_end_is_not_received() => Exhaust<CloseMeetsWaitForRoom>();

    [Fact]
    public void Nobody_passes_those_who_wait() => Exhaust<NobodyPassesTheLine>();

    [Fact]
    public void Nobody_passes_those_who_wait_while_the_queue_grows() => Exhaust<NobodyPassesTheLineIntoTheNextRing>();

    [Fact]
    public void A_cancelled_write_is_in_the_queue_only_if_its_writer_was_told_so() => Exhaust<CancelMeetsAdmission>();

    [Fact]
    public void A_cancelled_write_does_not_take_its_place_in_line_with_it() => Exhaust<CancelFirstInLine>();

    [Fact]
    public void A_line_whose_only_writer_was_cancelled_is_empty() => Exhaust<CancelOnlyOneInLine>();
}

public sealed class EndingExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void One_of_two_ends_counts_and_the_reader_gets_its_error() => Exhaust<TwoCompletesMeetRead>();

    [Fact]
    public void Completion_ends_whoever_comes_last() => Exhaust<LastReadMeetsEnd>();

    [Fact]
    public void Completion_of_a_bounded_channel_ends_whoever_comes_last() => Exhaust<LastReadMeetsEndOfBounded>(preemptions: 4);

    [Fact]
    public void A_disposed_receiver_leaves_nothing_behind() => Exhaust<DropMeetsWrite>();

    [Fact]
    public void The_last_of_two_senders_closes_the_channel() => Exhaust<SendersLeave>();

    [Fact]
    public void A_clone_keeps_the_channel_open_while_others_leave() => Exhaust<CloneMeetsDispose>();

    [Fact]
    public void There_is_a_clone_and_an_open_channel_or_neither() => Exhaust<CloneMeetsItsOwnDispose>(preemptions: 4);

    [Fact]
    public void The_end_is_not_told_before_the_last_value_is_read() => Exhaust<LookMeetsLastValueAndEnd>(preemptions: 4);
}

public sealed class OneshotExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void A_value_and_its_reader_never_miss_each_other() => Exhaust<OneshotWriteMeetsRead>(preemptions: null);

    [Fact]
    public void Either_the_value_or_the_end_comes_through() => Exhaust<OneshotCloseMeetsWriteAndRead>();

    [Fact]
    public void One_of_two_values_comes_through() => Exhaust<OneshotTwoWrites>();

    [Fact]
    public void A_cancelled_wait_leaves_the_value_there() => Exhaust<OneshotCancelMeetsWrite>();

    [Fact]
    public void A_cancelled_wait_does_not_hide_that_the_sender_gave_up() => Exhaust<OneshotCancelMeetsEnd>();

    [Fact]
    public void Completion_ends_with_the_read() => Exhaust<OneshotReadMeetsCompletion>();

    [Fact]
    public void One_of_two_ends_and_a_value_counts_everywhere() => Exhaust<OneshotErrorsMeetWrite>(preemptions: 3);

    [Fact]
    public void A_disposed_receiver_drops_or_refuses_the_value() => Exhaust<OneshotDropMeetsWrite>(preemptions: null);

    [Fact]
    public void A_value_that_was_announced_is_there() => Exhaust<OneshotWriteMeetsWaitToRead>(preemptions: 4);

    [Fact]
    public void One_of_two_looks_has_the_value() => Exhaust<OneshotTwoLooks>(preemptions: null);

    [Fact]
    public void A_wait_that_is_polled_ends_with_the_value() => Exhaust<OneshotPolledMeetsWrite>(preemptions: null);

    [Fact]
    public void A_value_that_is_taken_back_is_not_read() => Exhaust<OneshotTakeMeetsRead>();
}

public sealed class KanalExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void A_value_of_several_words_comes_through_whole() => Exhaust<LargeValueIsHandedOver>(preemptions: 3);

    [Fact]
    public void A_buffer_and_the_line_behind_it_keep_their_order() => Exhaust<BufferAndLineKeepOrder>();

    [Fact]
    public void Two_senders_share_one_place() => Exhaust<TwoSendersForOnePlace>();

    [Fact]
    public void Values_and_then_the_end_are_awaited() => Exhaust<WritesAndTheEndAreAwaited>();

    [Fact]
    public void A_write_that_waits_fails_when_the_receiver_goes() => Exhaust<WaitingWriteMeetsDrop>(preemptions: 3);

    [Fact]
    public void A_look_in_vain_is_no_end() => Exhaust<LooksMeetWrite>(preemptions: 4);

    [Fact]
    public void Writes_that_are_begun_together_keep_their_order() => Exhaust<WritesBegunTogetherKeepOrder>();

    [Fact]
    public void Taking_all_there_is_lets_everybody_in() => Exhaust<DrainMeetsTwoWaitingSenders>();

    [Fact]
    public void Taking_all_there_is_finds_the_end() => Exhaust<DrainMeetsWritesAndTheEnd>();

    [Fact]
    public void A_read_that_nobody_awaits_keeps_nothing() => Exhaust<AbandonedReadMeetsWriteAndDrop>(preemptions: 3);
}

public sealed class TokioExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void A_sender_leaves_a_value_and_then_the_end() => Exhaust<SenderLeavesBounded>();

    [Fact]
    public void A_sender_without_a_bound_leaves_a_value_and_then_the_end() => Exhaust<SenderLeavesUnbounded>();

    [Fact]
    public void Everybody_who_waits_is_told_that_the_receiver_went() => Exhaust<DropMeetsTwoWaitingSenders>();

    [Fact]
    public void Nobody_writes_after_the_receiver_went() => Exhaust<DropMeetsTwoSendersOfUnbounded>();

    [Fact]
    public void The_end_is_seen_beside_a_write_and_a_read() => Exhaust<EndIsAwaitedBesideWriteAndRead>();

    [Fact]
    public void The_last_of_two_senders_ends_a_waiting_reader() => Exhaust<SendersLeaveWithoutAWordBounded>();

    [Fact]
    public void The_last_of_two_senders_ends_a_waiting_reader_without_a_bound() => Exhaust<SendersLeaveWithoutAWordUnbounded>();

    [Fact]
    public void A_place_that_was_made_can_be_taken() => Exhaust<TakeAndPutBack>();

    [Fact]
    public void What_was_written_counts() => Exhaust<CountAfterWrite>(preemptions: 3);

    [Fact]
    public void A_wait_that_one_begins_another_can_await() => Exhaust<OneshotReaderChangesHands>();

    [Fact]
    public void After_its_close_a_receiver_finds_the_value_or_the_end() => Exhaust<OneshotCloseAndLookMeetWrite>(preemptions: 4);

    [Fact]
    public void After_its_close_a_receiver_never_waits() => Exhaust<OneshotCloseAndWaitMeetWrite>(preemptions: 4);

    [Fact]
    public void A_sender_learns_that_the_receiver_went() => Exhaust<OneshotSenderLearnsOfDrop>();

    [Fact]
    public void A_value_that_was_seen_is_there() => Exhaust<OneshotPeekMeetsWrite>(preemptions: 3);
}

public sealed class AskExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void One_of_two_gives_an_Ask_up_and_the_answer_of_the_other_counts() => Exhaust<OneGivesUpAsTheOtherAnswers>();

    [Fact]
    public void The_last_who_gives_an_Ask_up_ends_it() => Exhaust<BothGiveUp>();

    [Fact]
    public void An_Ask_that_is_given_up_late_ends_no_other() => Exhaust<GiveUpMeetsTimeout>();

    [Fact]
    public void An_Ask_that_was_shared_is_used_again_when_all_have_let_go() => Exhaust<ShareMeetsTimeout>();

    [Fact]
    public void A_reply_or_the_timeout_ends_an_Ask() => Exhaust<ReplyMeetsTimeout>();

    [Fact]
    public void A_reply_or_a_cancellation_ends_an_Ask() => Exhaust<ReplyMeetsCancel>();

    [Fact]
    public void An_Ask_that_begins_as_the_time_of_handlers_ends_is_cancelled() => Exhaust<AskMeetsEndOfHandlers>();

    [Fact]
    public void The_end_of_handlers_ends_no_Ask_that_did_not_pass_their_token_on() => Exhaust<ReplyMeetsEndOfHandlers>();

    [Fact]
    public void A_cancellation_or_the_timeout_ends_an_Ask() => Exhaust<CancelMeetsTimeout>();

    [Fact]
    public void A_fault_or_the_timeout_ends_an_Ask() => Exhaust<FaultMeetsTimeout>();

    [Fact]
    public void A_reply_or_the_end_of_the_system_ends_an_Ask() => Exhaust<ReplyMeetsTheEndOfTheSystem>();

    [Fact]
    public void A_late_reply_does_not_reach_the_next_life() => Exhaust<LateReplyMeetsNextLife>();

    [Fact]
    public void A_late_timeout_does_not_reach_the_next_life() => Exhaust<SweepMeetsNextLife>(preemptions: 3);

    [Fact]
    public void A_late_timeout_does_not_reach_the_third_life() => Exhaust<SweepMeetsThirdLife>();

    [Fact]
    public void An_Ask_that_is_used_again_is_not_forgotten() => Exhaust<WatchMeetsSweep>();

    [Fact]
    public void An_Ask_that_is_used_again_for_less_time_is_not_late() => Exhaust<ShorterLifeMeetsSweep>();

    [Fact]
    public void The_timer_is_set_for_the_first_of_two_Asks() => Exhaust<TwoAsksShareTheTimer>(preemptions: 4);

    [Fact]
    public void An_Ask_that_begins_during_a_sweep_is_not_forgotten() => Exhaust<FirstAskMeetsSweep>();

    [Fact]
    public void Two_that_begin_to_wait_for_each_other_are_seen_by_one_of_them() => Exhaust<TwoAsksCloseACycle>(preemptions: 3);

    [Fact]
    public void A_cycle_whose_parts_never_were_at_once_is_not_reported() => Exhaust<CycleThatNeverWas>();

    [Fact]
    public void An_Ask_that_goes_on_to_another_system_ends_there() => Exhaust<MoveToAnotherSystemMeetsSweep>(preemptions: 3);
}

public sealed class ActorExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void Every_message_wakes_an_actor_that_rests() => Exhaust<TellsMeetRest>();

    [Fact]
    public void A_turn_on_its_way_out_does_not_disturb_the_next() => Exhaust<TurnsOverlapOnTheWayOut>();

    [Fact]
    public void A_stop_is_not_slept_over() => Exhaust<StopMeetsRest>(preemptions: 3);

    [Fact]
    public void A_signal_does_not_begin_a_second_turn() => Exhaust<SignalMeetsTurn>();

    [Fact]
    public void A_message_to_an_actor_that_stops_is_accounted_for() => Exhaust<StopMeetsTell>();

    [Fact]
    public void What_a_draining_actor_accepted_it_handles() => Exhaust<DrainMeetsTells>();

    [Fact]
    public void A_stop_and_a_drain_end_an_actor_once() => Exhaust<StopMeetsDrain>();

    [Fact]
    public void Who_asks_for_the_end_as_it_comes_is_told() => Exhaust<StoppedIsAskedForAtTheEnd>();

    [Fact]
    public void A_message_before_the_start_is_accounted_for() => Exhaust<StartMeetsTellAndStop>();

    [Fact]
    public void An_Ask_to_an_actor_that_stops_ends() => Exhaust<AskMeetsStop>();

    [Fact]
    public void A_message_waits_for_a_handler_that_awaits() => Exhaust<ResumeMeetsTell>();

    [Fact]
    public void A_sender_that_waits_for_room_gets_it() => Exhaust<TellWaitsForRoom>();

    [Fact]
    public void A_failure_and_a_stop_end_an_actor_once() => Exhaust<FailureMeetsStop>(preemptions: 3);

    [Fact]
    public void A_message_that_comes_as_the_first_turn_ends_is_handled() => Exhaust<TellMeetsStart>(preemptions: 3);

    [Fact]
    public void One_of_two_messages_wakes_the_actor() => Exhaust<TwoTellsWakeOneTurn>();

    [Fact]
    public void A_backlog_that_grows_while_it_is_taken_loses_nothing() => Exhaust<TellsOutgrowABlock>();

    [Fact]
    public void An_account_that_is_read_in_the_middle_adds_up() => Exhaust<AccountMeetsBacklog>();

    [Fact]
    public void A_cancelled_wait_for_room_sent_its_message_or_did_not() => Exhaust<CancelMeetsRoomInMailbox>(preemptions: 3);

    [Fact]
    public void A_sender_that_waits_for_room_is_told_of_the_end() => Exhaust<StopMeetsWaitForRoom>();

    [Fact]
    public void Nobody_passes_who_waits_for_room() => Exhaust<NewcomerMeetsWaitForRoom>();
}

public sealed class RunNextExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void A_continuation_is_run_by_its_thread_or_handed_on_by_the_watch() => Exhaust<WatchMeetsRunNext>(preemptions: 4);
}

public sealed class SelectExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void A_select_reads_from_two_mpsc_channels_that_are_written_at_once() => Exhaust<TwoMpscWritesMeetASelect>();

    [Fact]
    public void A_select_reads_from_two_mpmc_channels_that_are_written_at_once() => Exhaust<TwoMpmcWritesMeetASelect>();

    [Fact]
    public void A_select_that_was_won_elsewhere_leaves_the_readers_place() => Exhaust<SelectGivesTheReadersPlaceBack>();

    [Fact]
    public void A_cancelled_select_has_the_value_or_the_channel_has() => Exhaust<CancelMeetsASelect>();

    [Fact]
    public void Two_selects_meet_over_a_rendezvous() => Exhaust<TwoSelectsMeet>(preemptions: 3);

    [Fact]
    public void A_select_writes_to_one_of_two_channels_that_get_room_at_once() => Exhaust<TwoRoomsMeetASelect>();
}

public sealed class TimingExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void A_timer_that_rings_and_a_cancelled_read_share_one_instant() => Exhaust<RingMeetsCancel>();

    [Fact]
    public void A_timer_that_is_closed_while_it_rings_ends_every_wait() => Exhaust<RingMeetsClose>();

    [Fact]
    public void A_doorbell_loses_no_ring() => Exhaust<RingsMeetLooks>();
}
