#include "server/gateway/desk_work.h"

#include "proto/limits.h"

namespace plenum {

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
