#include "server/node/writing.h"

namespace plenum {

void set_mentions(google::protobuf::RepeatedField<std::uint64_t>& field, const Mentions& mentions, const View& view) {
  for (const auto member : mentions) {
    if (view.get(key::Member{member})) field.Add(member.value);
  }
}

void add_body(Proposal& proposal, const std::string& source, const std::string& quote) {
  log::PostText text;
  text.set_source(source);
  text.set_quote(quote);
  proposal.personal(log::BODY, text);
}

void add_reason(Proposal& proposal, const std::string& reason) {
  if (!reason.empty()) proposal.personal(log::REASON, reason);
}

}  // namespace plenum
