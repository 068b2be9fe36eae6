#pragma once

#include "storage/machine/nouns.h"
#include "storage/machine/policy.h"

// A post and its place in a thread. Called by the appliers alone.
namespace plenum {

/// What makes a post everybody's: its row in the thread, the thread's head, counts, mentions, and who is told.
/// Requires: the post has its place, and is the newest of the community.
void enter_thread(const Happening&, const log::PostRecord&, PostId, log::ThreadRecord&, State&);

/// As the event has it, without a place.
log::PostRecord post_of(const Happening&, const log::PostWritten&, TopicId);

/// Remembers when a member wrote, where slow mode holds.
void keep_pace(const Happening&, const log::PostRecord&, State&);

/// Mention rows of a post that stands uncovered.
void mark_mentions(const log::PostRecord&, State&);
void unmark_mentions(const log::PostRecord&, State&);

/// A post that waits: nobody's but its author's and the chair's.
void hold_post(const Happening&, const log::PostWritten&, const log::ThreadRecord&, State&);

/// It waits no longer: approved, rejected, taken back or erased.
void stop_waiting(const log::PostRecord&, PostId, State&);

/// A thread enters its topic's list and counts.
void show_thread(const Happening&, const log::ThreadRecord&, ThreadId, State&);

}  // namespace plenum
