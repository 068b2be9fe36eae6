#include "server/node/proposal.h"

#include "storage/log/chain.h"

namespace plenum {

log::Event& Proposal::event() {
  auto& draft = drafts_.emplace_back();
  draft.event.set_time_ms(time_ms_);
  draft.event.set_author(author_.value);
  return draft.event;
}

void Proposal::personal(log::PersonalKind kind, std::string content) {
  auto& slot = drafts_.back().personal.emplace_back();
  slot.set_kind(kind);
  slot.set_salt(chance_.bytes(16));
  auto& digest = *drafts_.back().event.add_personal();
  digest.set_kind(kind);
  digest.set_digest(digest_personal(slot.salt(), content));
  slot.set_content(std::move(content));
}

}  // namespace plenum
