#pragma once

#include <optional>
#include <string_view>

#include "proto/wire.pb.h"
#include "storage/machine/policy.h"
#include "storage/machine/state.h"

// The polite refusals, made before the log: each returns the first fault in the order of RefusalCode, or nothing.
// They run again on every retry; refusals are not remembered.
namespace plenum {

struct Fault {
  v1::RefusalCode code;
  const char* field = "";
  std::uint32_t retry_after_ms = 0;
  std::uint32_t at = 0;   // byte of the field
  std::uint64_t who = 0;  // how it stands now, where the asker may know
  std::uint64_t moved_to = 0;
  std::int64_t until_ms = 0;
};
using Check = std::optional<Fault>;

/// Whether the table allows it: UNAUTHENTICATED, what keeps one out (MEMBER_MUTED...), or FORBIDDEN.
Check check_may(const Principal&, Action);
Check check_may(const Principal&, Action, TopicId);

/// The same of a thing by the topic in which the asker sees it. Where it is not there, or not to be seen, the right to
/// do it anywhere is asked for: who has none learns nothing.
Check check_may_at(const Principal&, Action, std::optional<TopicId> seen_in);

/// The form of a title, of a post's source, of an emoji: no state is needed.
Check check_title(std::string_view title);
Check check_source(std::string_view source);
Check check_emoji(std::string_view emoji);
Check check_handle(std::string_view handle);
Check check_profile(std::string_view value, const char* field);

Check check_open_topic(const View&, const Principal&, std::string_view title, std::string_view problem);
Check check_change_topic(const View&, const Principal&, TopicId, std::string_view title, std::string_view problem);
Check check_open_thread(const View&, const Principal&, TopicId, std::string_view title, std::string_view source);
Check check_write_post(const View&, const Principal&, ThreadId, std::string_view source, PostId reply_to,
                       std::string_view quote, std::int64_t now_ms);
Check check_edit_post(const View&, const Principal&, PostId, std::string_view source);
/// Whoever takes away what another wrote says why.
Check check_delete_post(const View&, const Principal&, PostId, std::string_view reason = {});
Check check_restore_post(const View&, const Principal&, PostId);
Check check_add_reaction(const View&, const Principal&, PostId, std::string_view emoji);
Check check_remove_reaction(const View&, const Principal&, PostId, std::string_view emoji);
Check check_watch_thread(const View&, const Principal&, ThreadId, v1::Watch);
Check check_set_role(const View&, const Principal&, MemberId, v1::Role);

}  // namespace plenum
