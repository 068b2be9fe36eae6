#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/import/json.h"

namespace plenum::imports {

struct SlackReaction {
  std::string name;
  std::vector<std::string> users;  // by id
  std::uint64_t unnamed = 0;       // Slack leaves out people where there are many
};

// One event of a day's file, its types and times checked.
struct SlackEvent {
  std::string subtype;  // empty: a plain message
  std::string ts;       // the rest is there for posts only
  std::int64_t at_ms = 0;
  std::string user;       // by id; empty where nothing tells who
  std::string user_name;  // as the event itself has it, of a program's posts in later years
  std::string text;
  std::string thread_ts;  // of the event it replies to; empty: none
  std::optional<std::int64_t> edited_at_ms;
  std::vector<SlackReaction> reactions;  // also of other events

  // file_share and file_comment hold what people said about a file; every other subtype is the system speaking.
  bool is_post() const { return subtype.empty() || subtype == "file_share" || subtype == "file_comment"; }
};

SlackEvent parse_slack_event(const Item& item);

// The first of these members that holds a text that is not empty; empty where none does.
std::string first_text(const Item& of, std::initializer_list<std::string_view> members);

}  // namespace plenum::imports
