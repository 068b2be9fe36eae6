// What is listened to, and what a member takes out of it.
#include <algorithm>

#include "storage/machine/gallery.h"
#include "storage/machine/tell.h"

namespace plenum {

void apply_gallery_settings_changed(const Happening&, const log::GallerySettingsChanged& fact, State& state) {
  amend(state, key::Community{}, [&](auto& community) { community.set_gallery_k(fact.k()); });
}

// What was posted before stays as it was posted: entries say for themselves who may read them.
void apply_charter_set(const Happening& h, const log::CharterSet& fact, State& state) {
  const TopicId id{fact.topic()};
  auto* topic = state.change(key::Topic{id});
  if (topic == nullptr) return;
  auto& charter = *topic->mutable_charter();
  const bool listened = charter.classes_size() > 0;
  const bool listens = fact.classes_size() > 0;
  *charter.mutable_classes() = fact.classes();
  charter.set_since_ms(h.event.time_ms());
  charter.set_version(charter.version() + 1);
  charter.set_reach_back(fact.reach_back());
  charter.set_reach_back_from_ms(fact.reach_back_from_ms());
  charter.set_epoch(std::max(charter.epoch(), 1U));
  topic->set_version(topic->version() + 1);
  if (listened != listens) {
    amend(state, key::Community{}, [&](auto& c) { c.set_charters(listens ? c.charters() + 1 : c.charters() - 1); });
  }
  tell_of_topic(h, id, state);
}

void apply_pseudonym_epoch_begun(const Happening& h, const log::PseudonymEpochBegun& fact, State& state) {
  const TopicId id{fact.topic()};
  auto* topic = state.change(key::Topic{id});
  if (topic == nullptr || topic->charter().epoch() == 0) return;
  topic->mutable_charter()->set_epoch(topic->charter().epoch() + 1);
  topic->set_version(topic->version() + 1);
  tell_of_topic(h, id, state);
}

void apply_post_withdrawn(const Happening& h, const log::PostWithdrawn& fact, State& state) {
  const PostId id{fact.post()};
  auto* post = state.change(key::Post{id});
  if (post == nullptr) return;
  leave_gallery(h, *post, false, state);
  post->set_visibility(v1::MEMBERS_ONLY);  // one that is held does not enter when it is approved
  post->set_version(post->version() + 1);
  tell_of_post(h, *post, id, state);
}

void apply_thread_kept(const Happening& h, const log::ThreadKept& fact, State& state) {
  const ThreadId id{fact.thread()};
  auto* thread = state.change(key::Thread{id});
  if (thread == nullptr) return;
  thread->set_members_only(true);
  thread->set_version(thread->version() + 1);
  tell_of_thread(h, *thread, id, state);
}

void apply_post_narrowed(const Happening& h, const log::PostNarrowed& fact, State& state) {
  if (fact.thread() != 0) {
    auto* thread = state.change(key::Thread{ThreadId{fact.thread()}});
    if (thread != nullptr) narrow_title_in_gallery(h, *thread, state);
    return;
  }
  const auto post = state.get(key::Post{PostId{fact.post()}});
  if (post) narrow_in_gallery(h, *post, state);
}

}  // namespace plenum
