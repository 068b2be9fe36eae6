#pragma once

namespace plenum::sim {

/// Mistakes that the protocol must not survive unnoticed: each is planted alone, in the simulated engine or around the
/// protocol's own code, never in it.
enum class Bug {
  none,
  // In the engine's scripts.
  fence_ignores_the_tail,
  fence_ignores_the_run,
  fence_takes_absent_for_empty,
  fence_lets_strangers_append,
  tail_is_moved_too_late,
  anybody_is_admitted,
  opening_ignores_the_votes,
  opening_replaces_an_open_epoch,
  votes_of_another_run_count,
  read_gives_what_is_sealed,
  lease_hides_but_does_not_bar,
  old_connections_live_on,
  opening_lays_nothing_down,
  opening_forgets_the_voters,
  anybody_strikes_out,
  a_promoted_replica_keeps_its_run,
  a_replica_is_open_before_it_is_asked,
  votes_for_any_epoch_count,
  drops_what_somebody_lacks,
  // Around the node.
  roster_is_not_kept,
  promise_is_not_kept,
  acknowledges_before_the_sync,
  repeats_after_unknown,
  only_hears_never_reads,
  holds_what_it_followed,
};

}  // namespace plenum::sim
