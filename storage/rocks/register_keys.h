#pragma once

#include <string>

#include "storage/machine/ids.h"
#include "storage/rocks/keys.h"

// Keys of the registers' column family (storage/FORMAT.md, "Registers").
namespace plenum {

inline std::string cursor_key(MemberId member, ThreadId thread) {
  return "c" + encode_offset(member.value) + encode_offset(thread.value);
}

inline std::string draft_key(MemberId member, TopicId topic, ThreadId thread) {
  return "d" + encode_offset(member.value) + encode_offset(topic.value) + encode_offset(thread.value);
}

inline std::string reading_days_key(MemberId member) {
  return "r" + encode_offset(member.value);
}

/// What a saved search has found and its company's hook has not taken yet: EntriesRead, of keys of table `G`.
inline std::string hook_key(SearchId search) {
  return "h" + encode_offset(search.value);
}

}  // namespace plenum
