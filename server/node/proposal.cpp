#include "server/node/proposal.h"

#include "storage/log/chain.h"
#include "storage/machine/assert.h"

namespace plenum {

void Proposal::needs_level(std::uint32_t level) {
  PLENUM_ASSERT(drafts_.empty(), "a feature level after the facts that need it");
  const auto community = view_.get(key::Community{});
  if (community && community->feature_level() >= level) return;
  is_too_early_ |= level > level_max_;
  event().mutable_feature_level_raised()->set_level(level);
}

log::Event& Proposal::event() {
  auto& draft = drafts_.emplace_back();
  draft.event.set_time_ms(time_ms_);
  draft.event.set_author(author_.value);
  return draft.event;
}

void Proposal::personal(log::PersonalKind kind, std::string content) {
  personal(drafts_.back(), kind, std::move(content));
}

void Proposal::personal(Draft& draft, log::PersonalKind kind, std::string content) {
  auto& slot = draft.personal.emplace_back();
  slot.set_kind(kind);
  slot.set_salt(chance_.bytes(16));
  auto& digest = *draft.event.add_personal();
  digest.set_kind(kind);
  digest.set_digest(digest_personal(slot.salt(), content));
  slot.set_content(std::move(content));
}

std::string_view Proposal::content(const Draft& draft, log::PersonalKind kind) {
  for (const auto& slot : draft.personal) {
    if (slot.kind() == kind) return slot.content();
  }
  return {};
}

}  // namespace plenum
