#include "server/gateway/desk_work.h"

#include "proto/limits.h"

namespace plenum {

std::optional<Caller> DeskWork::caller_now(const Caller& caller) const {
  const auto view = store_.view();
  const auto record = view.get(key::Member{caller.principal.member});
  if (!record || record->erased() || !view.get(key::Session{caller.session})) return {};
  auto now = caller;
  now.principal = principal_of(caller.principal.member, *record);
  return now;
}

Check find_mentions(const std::string& source, std::vector<MemberId>& mentions) {
  if (source.size() <= limits::body_source_bytes_max) mentions = mentioned_in(source);
  const bool fits = mentions.size() <= limits::mentions_per_post_max;
  return fits ? Check{} : Check{Fault{v1::TOO_MANY_MENTIONS, "source"}};
}

Command refused_command(const Fault& fault) {
  Command command;
  command.decide = [fault](Proposal&) -> Check { return fault; };
  return command;
}

}  // namespace plenum
