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
}
