#include "server/gallery/projection.h"

#include <limits>

namespace plenum {

namespace {

// Threads older than the licence are looked through from their end, so far.
constexpr int looked_at_max = 200;

std::uint32_t embargo_hours(std::uint8_t embargo) {
  switch (embargo) {
    case v1::EMBARGO_NONE:
      return 0;
    case v1::EMBARGO_1_H:
      return 1;
    case v1::EMBARGO_24_H:
      return 24;
    default:
      return 24 * 7;
  }
}

v1::ObservedState state_of(log::EntryState state) {
  switch (state) {
    case log::ENTRY_STANDS:
      return v1::OBSERVED_STANDS;
    case log::ENTRY_WORDS_WAIT:
      return v1::OBSERVED_WORDS_WAIT;
    case log::ENTRY_ERASED:
      return v1::OBSERVED_ERASED;
    default:
      return v1::OBSERVED_WITHDRAWN;
  }
}

// A reply names only what its reader was shown.
bool is_shown(const View& view, const Grant& grant, const std::string& id) {
  const auto entry = id.empty() ? std::nullopt : view.get(key::GalleryEntry{grant.topic, grant.embargo, id});
  return entry && may_read(grant, *entry);
}

void fill_words(const View& view, const Voice& voice, const Grant& grant, const std::string& topic,
                const log::GalleryEntryRecord& entry, v1::ObservedPost& post) {
  post.set_pseudonym(voice.pseudonyms().of(entry.author_token(), topic, entry.epoch()));
  post.set_label(voice.wording().label(entry.specialty(), entry.region()));
  post.set_written_at_ms(rounded_ms(grant, entry.written_at_ms()));
  post.set_edited(entry.edited());
  if (is_shown(view, grant, entry.reply_to())) post.set_reply_to(voice.ids().shown(entry.reply_to()));
  if (entry.state() == log::ENTRY_STANDS) post.set_text(entry.text());
}

}  // namespace

std::int64_t rounded_ms(const Grant& grant, std::int64_t time_ms) {
  const auto step = std::int64_t{grant.rounding_s} * 1'000;
  return step <= 0 ? time_ms : time_ms - (time_ms % step + step) % step;
}

v1::ObservedTopic project_observed_topic(const View& view, const Voice& voice, const Grant& grant) {
  v1::ObservedTopic topic;
  topic.set_id(voice.topic(grant.topic));
  if (const auto record = view.get(key::Topic{grant.topic})) topic.set_title(record->title());
  topic.set_embargo_hours(embargo_hours(grant.embargo));
  topic.set_rounding_s(grant.rounding_s);
  topic.set_from_ms(grant.from_ms);
  topic.set_until_ms(grant.until_ms);
  return topic;
}

v1::ObservedThread project_observed_thread(const Voice& voice, const Grant& grant, const std::string& id,
                                           const log::GalleryThreadRecord& record) {
  v1::ObservedThread thread;
  thread.set_id(voice.ids().shown(id));
  thread.set_topic(voice.topic(grant.topic));
  thread.set_title(record.title());
  thread.set_last_written_at_ms(rounded_ms(grant, record.last_written_at_ms()));
  return thread;
}

v1::ObservedPost project_observed_post(const View& view, const Voice& voice, const Grant& grant, const std::string& id,
                                       const log::GalleryEntryRecord& entry) {
  v1::ObservedPost post;
  const auto topic = voice.topic(grant.topic);
  post.set_id(voice.ids().shown(id));
  post.set_topic(topic);
  post.set_thread(voice.ids().shown(entry.thread()));
  post.set_state(state_of(entry.state()));
  post.set_version(entry.version());
  const bool gone = entry.state() == log::ENTRY_WITHDRAWN || entry.state() == log::ENTRY_ERASED;
  if (!gone) fill_words(view, voice, grant, topic, entry, post);
  return post;
}

bool may_read_thread(const View& view, const Grant& grant, const std::string& id,
                     const log::GalleryThreadRecord& record) {
  if (record.last_written_at_ms() >= grant.from_ms && record.entries() > 0) return true;
  bool found = false;
  int looked_at = 0;
  constexpr auto last = std::numeric_limits<std::uint64_t>::max();
  view.scan_back(key::GalleryThreadEntry{grant.topic, grant.embargo, id, 0},
                 key::GalleryThreadEntry{grant.topic, grant.embargo, id, last},
                 [&](const key::Any&, std::string_view bytes) {
                   log::GalleryThreadEntryRecord row;
                   if (!row.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) return true;
                   found = is_shown(view, grant, row.entry());
                   return !found && ++looked_at < looked_at_max;
                 });
  return found;
}

bool shows_words(const v1::ObservedUpdate& update) {
  return update.has_post() && update.post().state() == v1::OBSERVED_STANDS;
}

std::optional<v1::ObservedUpdate> project_observed(const View& view, const Voice& voice, const Grant& grant,
                                                   const log::StreamEntryRecord& change) {
  v1::ObservedUpdate update;
  if (change.change_case() == log::StreamEntryRecord::kGalleryEntry) {
    const auto entry = view.get(key::GalleryEntry{grant.topic, grant.embargo, change.gallery_entry()});
    if (!entry || !may_read(grant, *entry)) return {};
    *update.mutable_post() = project_observed_post(view, voice, grant, change.gallery_entry(), *entry);
    return update;
  }
  if (change.change_case() != log::StreamEntryRecord::kGalleryThread) return {};
  const auto thread = view.get(key::GalleryThread{grant.topic, grant.embargo, change.gallery_thread()});
  if (!thread || !may_read_thread(view, grant, change.gallery_thread(), *thread)) return {};
  *update.mutable_thread() = project_observed_thread(voice, grant, change.gallery_thread(), *thread);
  return update;
}

}  // namespace plenum
