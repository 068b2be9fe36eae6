#include <cstdio>

#include <gtest/gtest.h>

#include "tests/sim/weather.h"

namespace plenum::sim {
namespace {

struct Planted {
  Bug bug;
  const char* name;
};

class PlantedBug : public ::testing::TestWithParam<Planted> {};

TEST_P(PlantedBug, IsCaught) {
  constexpr std::uint64_t seeds = 2'000;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const auto broken = weather(seed, GetParam().bug);
    if (broken.empty()) continue;
    std::printf("caught by seed %llu: %s\n", static_cast<unsigned long long>(seed), broken.c_str());
    return;
  }
  ADD_FAILURE() << "not caught by " << seeds << " seeds";
}

INSTANTIATE_TEST_SUITE_P(
    All, PlantedBug,
    ::testing::Values(Planted{Bug::fence_ignores_the_tail, "FenceIgnoresTheTail"},
                      Planted{Bug::fence_ignores_the_run, "FenceIgnoresTheRun"},
                      Planted{Bug::fence_takes_absent_for_empty, "FenceTakesAbsentForEmpty"},
                      Planted{Bug::fence_lets_strangers_append, "FenceLetsStrangersAppend"},
                      Planted{Bug::tail_is_moved_too_late, "TailIsMovedTooLate"},
                      Planted{Bug::anybody_is_admitted, "AnybodyIsAdmitted"},
                      Planted{Bug::opening_ignores_the_votes, "OpeningIgnoresTheVotes"},
                      Planted{Bug::opening_replaces_an_open_epoch, "OpeningReplacesAnOpenEpoch"},
                      Planted{Bug::lease_hides_but_does_not_bar, "LeaseHidesButDoesNotBar"},
                      Planted{Bug::opening_lays_nothing_down, "OpeningLaysNothingDown"},
                      Planted{Bug::opening_forgets_the_voters, "OpeningForgetsTheVoters"},
                      Planted{Bug::anybody_strikes_out, "AnybodyStrikesOut"},
                      Planted{Bug::a_promoted_replica_keeps_its_run, "APromotedReplicaKeepsItsRun"},
                      Planted{Bug::a_replica_is_open_before_it_is_asked, "AReplicaIsOpenBeforeItIsAsked"},
                      Planted{Bug::votes_for_any_epoch_count, "VotesForAnyEpochCount"},
                      Planted{Bug::drops_what_somebody_lacks, "DropsWhatSomebodyLacks"},
                      Planted{Bug::promise_is_not_kept, "PromiseIsNotKept"},
                      Planted{Bug::roster_is_not_kept, "RosterIsNotKept"},
                      Planted{Bug::acknowledges_before_the_sync, "AcknowledgesBeforeTheSync"},
                      Planted{Bug::repeats_after_unknown, "RepeatsAfterUnknown"},
                      Planted{Bug::only_hears_never_reads, "OnlyHearsNeverReads"},
                      Planted{Bug::holds_what_it_followed, "HoldsWhatItFollowed"}),
    [](const auto& info) { return info.param.name; });

// Each of these was a wound once. Since a vote names the epoch that it is for, a stale one counts nowhere; they stay
// planted, so that whoever loosens that rule hears of it. And what is read while it is sealed counts, since a node
// votes with all that it has.
class Harmless : public ::testing::TestWithParam<Planted> {};

TEST_P(Harmless, BecauseAVoteIsForOneEpoch) {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) ASSERT_EQ(weather(seed, GetParam().bug), "") << "seed " << seed;
}

INSTANTIATE_TEST_SUITE_P(All, Harmless,
                         ::testing::Values(Planted{Bug::votes_of_another_run_count, "VotesOfAnotherRunCount"},
                                           Planted{Bug::old_connections_live_on, "OldConnectionsLiveOn"},
                                           Planted{Bug::read_gives_what_is_sealed, "ReadGivesWhatIsSealed"}),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace plenum::sim
