using Interleaving.Tests.Models;
using Xunit.Abstractions;

namespace Interleaving.Tests;

/// <summary>Every schedule of the MPMC channel's small cases.</summary>
public sealed class SharingExhaustionTests(ITestOutputHelper output) : ExhaustionTests(output)
{
    [Fact]
    public void A_read_that_is_cancelled_or_served_loses_no_value() => Exhaust<SharedWriteMeetsReadAndCancel>();

    [Fact]
    public void A_cancelled_read_leaves_its_turn_to_the_next() => Exhaust<TwoReadsMeetWriteAndCancel>();

    [Fact]
    public void Nobody_passes_and_nobody_is_forgotten_when_the_first_writer_is_cancelled() => Exhaust<SharedAdmissionMeetsCancel>();

    [Fact]
    public void What_was_accepted_before_the_end_is_received_and_the_end_is_found() => Exhaust<SharedCloseMeetsWriteAndRead>();

    [Fact]
    public void The_end_waits_for_an_open_permit() => Exhaust<PermitMeetsCloseAndRead>();

    [Fact]
    public void A_permit_that_is_given_back_ends_a_closed_channel() => Exhaust<UnusedPermitMeetsCloseAndReads>();

    [Fact]
    public void A_cancelled_reservation_lets_those_behind_it_in() => Exhaust<ReservationMeetsCancel>();

    [Fact]
    public void A_rendezvous_hands_over_once_or_not_at_all() => Exhaust<RendezvousMeetsCancel>();

    [Fact]
    public void Everybody_who_waits_to_read_is_told() => Exhaust<SharedHintsMeetWrites>();

    [Fact]
    public void Nobody_joins_a_channel_whose_last_receiver_is_gone() => Exhaust<UpgradeMeetsLastDispose>();
}
