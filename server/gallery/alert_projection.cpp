#include "server/gallery/projection.h"

namespace plenum {

v1::ObservedAlert project_alert(const View& view, const Voice& voice, const Listening& listening, SearchId id,
                                const log::SavedSearchRecord& search, const std::vector<FeedHit>& hits, int most) {
  v1::ObservedAlert alert;
  alert.set_search(voice.alias("search", id.value));
  alert.set_name(search.name());
  for (const auto& hit : hits) {
    if (alert.posts_size() == most) break;
    const auto* grant = listening.of(TopicId{hit.feed.id});
    if (grant == nullptr || grant->stream() != hit.feed) continue;
    const auto entry = view.get(key::GalleryEntry{grant->topic, grant->embargo, hit.entry});
    if (!entry || entry->state() != log::ENTRY_STANDS || !may_read(*grant, *entry)) continue;
    *alert.add_posts() = project_observed_post(view, voice, *grant, hit.entry, *entry);
  }
  return alert;
}

}  // namespace plenum
