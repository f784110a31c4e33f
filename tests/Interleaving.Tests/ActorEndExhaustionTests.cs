using Interleaving.Tests.Models;
using Xunit.Abstractions;

namespace Interleaving.Tests;

public sealed class ActorEndExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void A_kill_and_a_handlers_return_never_both_have_the_turn() => Exhaust<KillMeetsReturn>(preemptions: 1);

    [Fact]
    public void A_kill_does_not_miss_a_handler_that_begins_to_await() => Exhaust<KillMeetsSuspend>();

    [Fact]
    public void An_end_and_who_begins_to_watch_never_miss_each_other() => Exhaust<WatchMeetsEnd>();

    [Fact]
    public void A_step_that_waits_for_an_interleaved_handler_is_not_slept_over() => Exhaust<StopMeetsContinuation>();

    [Fact]
    public void What_a_kill_abandons_does_nothing_more_to_the_actor() => Exhaust<KillMeetsContinuation>();

    [Fact]
    public void An_account_has_every_actor_in_it_also_the_one_that_ends_just_then() => Exhaust<AccountMeetsEnd>();
}

public sealed class PauseExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void An_order_to_an_actor_between_two_instances_is_obeyed() => Exhaust<OrderMeetsPause>();

    [Fact]
    public void Orders_are_obeyed_one_after_the_other() => Exhaust<OrdersInARow>();

    [Fact]
    public void A_stop_is_not_slept_over_between_two_instances() => Exhaust<StopMeetsPause>();

    [Fact]
    public void A_delay_ends_by_a_drain_or_by_the_clock() => Exhaust<DrainMeetsDelay>();
}

public sealed class KeyExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void Two_who_are_the_first_for_a_key_make_one_actor() => Exhaust<TwoAreTheFirstForAKey>();

    [Fact]
    public void What_is_sent_as_the_actor_of_a_key_is_let_go_is_handled_in_order() => Exhaust<TellsMeetLettingGo>();

    [Fact]
    public void Two_who_find_the_actor_of_a_key_closed_make_one() => Exhaust<TwoFindAKeyClosed>();

    [Fact]
    public void The_next_actor_of_a_key_waits_for_the_end_of_the_other() => Exhaust<TellMeetsTheEndOfAKey>(preemptions: 1);
}
