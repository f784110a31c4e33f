using Interleaving.Tests.Models;
using Xunit.Abstractions;

namespace Interleaving.Tests;

public sealed class PermitExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void Room_that_was_set_aside_is_there_and_no_more_than_there_is() => Exhaust<PermitMeetsWriteAndRead>();

    [Fact]
    public void One_of_three_gets_the_only_place() => Exhaust<TwoReservationsForOnePlace>();

    [Fact]
    public void A_write_and_a_reservation_both_get_the_room_there_is_for_both() => Exhaust<WriteMeetsReservation>(preemptions: 4);

    [Fact]
    public void Room_that_is_given_back_goes_to_who_waits() => Exhaust<PermitIsGivenBackToWhoWaits>();

    [Fact]
    public void A_cancelled_reservation_does_not_keep_those_behind_it_out() => Exhaust<CancelledReservationLetsTheNextIn>();

    [Fact]
    public void A_closed_channel_waits_for_its_permits() => Exhaust<CloseMeetsPermit>();

    [Fact]
    public void A_permit_that_was_got_before_the_end_is_good_after_it() => Exhaust<CloseMeetsReservation>();

    [Fact]
    public void Completion_ends_after_the_last_permit_and_the_last_read() => Exhaust<LastPermitMeetsLastRead>(preemptions: 4);

    [Fact]
    public void A_weak_sender_gives_an_open_channel_or_none() => Exhaust<UpgradeMeetsLastSender>();
}
