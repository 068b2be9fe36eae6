#pragma once

#include <optional>

#include "proto/member.pb.h"
#include "server/projection/rendered.h"
#include "storage/machine/policy.h"
#include "storage/machine/state.h"

// What members see. Built field by field from records; what may not be seen is left out here and nowhere else.
namespace plenum {

v1::Member project_member(const View&, MemberId);
v1::Topic project_topic(const View&, TopicId, const log::TopicRecord&);
v1::Thread project_thread(const View&, ThreadId, const log::ThreadRecord&);

/// As every member sees it: what many sessions share. A tombstone has no words, whoever looks.
v1::Post project_post(const View&, Rendered&, PostId, const log::PostRecord&);

/// The same for one asker: with `mine` on the reactions.
v1::Post project_post_for(const View&, Rendered&, const Principal&, PostId, const log::PostRecord&);

/// With what is under a cover. Requires: can_see_words.
v1::Post project_post_with_words(const View&, Rendered&, PostId, const log::PostRecord&);

v1::ReactionChange project_reaction(const View&, const log::ReactionNote&);

/// One entry of a stream as an update of the thing as it is now; nothing where the reader may not see it any more.
/// What many share is as project_post; what stands on a member's own stream as project_post_for that member.
std::optional<v1::Update> project_entry(const View&, Rendered&, const StreamId&, const log::StreamEntryRecord&);

}  // namespace plenum
