#include <algorithm>

#include "server/gallery/projection.h"
#include "server/gallery/reads_more.h"

// Search: the index says where to look, the store what is there. Each hit is read from the store and passes may_read
// like whatever else is shown: an index that lags shows less, and nothing that has gone.
namespace plenum {

namespace {

constexpr std::uint32_t hits_default = 20;
constexpr std::uint32_t hits_max = 100;

std::vector<FeedScope> scopes_of(const ObserverReads& r, const v1::SearchFeedRequest& request) {
  std::vector<FeedScope> scopes;
  const auto* only = request.topic().empty() ? nullptr : r.grant_of(request.topic());
  for (const auto& grant : r.observer.listening.grants) {
    if (only != nullptr && only->topic != grant.topic) continue;
    scopes.push_back({grant.stream(), grant.from_ms, grant.rounding_s, request.from_ms(), request.until_ms()});
  }
  return scopes;
}

bool is_wish(const ObserverReads& r, const v1::SearchFeedRequest& request) {
  if (request.skip() > FeedIndex::found_max || request.limit() > hits_max) return false;
  if (request.from_ms() < 0 || request.until_ms() < 0) return false;
  return request.topic().empty() || r.grant_of(request.topic()) != nullptr;
}

}  // namespace

ObserverAnswer search_feed(const ObserverReads& r, const v1::SearchFeedRequest& request) {
  const auto sought = parse_sought(request.words());
  if (r.search == nullptr || !sought || !is_wish(r, request)) return nullptr;
  const auto limit = request.limit() == 0 ? hits_default : request.limit();
  const auto found = r.search->find(*sought, scopes_of(r, request), request.skip(), limit);
  if (!found) return nullptr;
  auto reply = std::make_unique<v1::SearchFeedReply>();
  r.shown.kind = v1::READING_FOUND;
  std::uint32_t gone = 0;
  for (const auto& hit : found->hits) {
    const auto* grant = r.observer.listening.of(TopicId{hit.feed.id});
    const auto entry = r.view.get(key::GalleryEntry{TopicId{hit.feed.id}, hit.feed.embargo, hit.entry});
    if (grant == nullptr || grant->stream() != hit.feed || !entry || entry->state() != log::ENTRY_STANDS ||
        !may_read(*grant, *entry)) {
      ++gone;
      continue;
    }
    *reply->add_posts() = project_observed_post(r.view, r.voice, *grant, hit.entry, *entry);
    r.shown.entries.push_back(hit.entry);
  }
  reply->set_found(found->found - std::min(gone, found->found));
  return reply;
}

}  // namespace plenum
