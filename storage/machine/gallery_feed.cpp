#include "storage/machine/gallery_feed.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "storage/machine/gallery_label.h"
#include "storage/machine/streams.h"

namespace plenum {

namespace {

// A log offset would tell how much happens elsewhere: a gallery's entries have none.
log::StreamEntryRecord about_entry(const std::string& entry) {
  log::StreamEntryRecord news;
  news.set_gallery_entry(entry);
  return news;
}

void set_label(log::GalleryEntryRecord& entry, const log::GalleryLabel& label, std::uint32_t level) {
  if (level > 0) entry.set_specialty(label.specialty());
  if (level > 1) entry.set_region(label.region());
}

}  // namespace

std::uint64_t gallery_k(const View& view) {
  const auto community = view.get(key::Community{});
  return community->gallery_k() != 0 ? community->gallery_k() : gallery_k_default;
}

log::GalleryTurn* find_turn(log::GalleryWaitingRecord& waiting, v1::EmbargoClass embargo) {
  for (auto& turn : *waiting.mutable_turns()) {
    if (turn.embargo() == embargo) return &turn;
  }
  return nullptr;
}

void drop_turn(log::GalleryWaitingRecord& waiting, v1::EmbargoClass embargo) {
  auto& turns = *waiting.mutable_turns();
  turns.erase(std::remove_if(turns.begin(), turns.end(), [&](const auto& turn) { return turn.embargo() == embargo; }),
              turns.end());
}

void settle_waiting(State& state, TopicId topic, std::uint64_t number, const log::GalleryWaitingRecord& waiting) {
  const key::GalleryWaiting key{topic, number};
  if (waiting.turns_size() > 0) {
    state.put(key, waiting);
  } else {
    state.erase(key);
  }
}

bool GalleryFeed::is_open() const {
  const auto feed = state_.get(key::GalleryFeed{topic_, embargo_});
  return feed && feed->authors() >= gallery_k(state_);
}

bool GalleryFeed::come_due(std::uint64_t number, const log::GalleryWaitingRecord& waiting) {
  count_author(MemberId{waiting.author()});
  if (!is_open()) {
    state_.put(key::GalleryHeld{topic_, embargo_, number}, log::MarkRecord{});
    auto& feed = made(state_, key::GalleryFeed{topic_, embargo_});
    feed.set_held(feed.held() + 1);
    return false;
  }
  release_held();
  release(waiting);
  return true;
}

void GalleryFeed::release_held() {
  const auto feed = state_.get(key::GalleryFeed{topic_, embargo_});
  if (feed->held() == 0) return;
  std::vector<key::GalleryHeld> held;
  const key::GalleryHeld below{topic_, embargo_, std::numeric_limits<std::uint64_t>::max()};
  state_.scan(key::GalleryHeld{topic_, embargo_, 0}, below, [&](const key::Any& key, std::string_view) {
    held.push_back(std::get<key::GalleryHeld>(key));
    return true;
  });
  for (const auto& row : held) {
    state_.erase(row);
    auto waiting = state_.get(key::GalleryWaiting{topic_, row.number});
    if (!waiting) continue;
    release(*waiting);
    drop_turn(*waiting, static_cast<v1::EmbargoClass>(embargo_));
    settle_waiting(state_, topic_, row.number, *waiting);
  }
  made(state_, key::GalleryFeed{topic_, embargo_}).set_held(0);
}

void GalleryFeed::release(const log::GalleryWaitingRecord& waiting) {
  const auto level = fix_label(topic_, embargo_, waiting, state_);
  log::GalleryEntryRecord entry;
  entry.set_thread(waiting.thread());
  entry.set_author_token(waiting.author_token());
  entry.set_epoch(waiting.epoch());
  set_label(entry, waiting.label(), level);
  entry.set_text(waiting.text());
  entry.set_written_at_ms(waiting.written_at_ms());
  entry.set_order(stream_head(state_, stream()) + 1);
  entry.set_version(1);
  entry.set_open_to_later(waiting.open_to_later());
  if (!waiting.reply_to().empty() && state_.get(key::GalleryEntry{topic_, embargo_, waiting.reply_to()}))
    entry.set_reply_to(waiting.reply_to());
  state_.put(key::GalleryEntry{topic_, embargo_, waiting.entry()}, entry);
  enter_thread(waiting, entry.order());
  tell_of_entry(waiting.entry());
}

void GalleryFeed::release_again(const log::GalleryWaitingRecord& waiting) {
  auto* entry = find(waiting.entry());
  if (entry == nullptr) return;
  entry->set_text(waiting.text());
  entry->set_state(log::ENTRY_STANDS);
  entry->set_edited(true);
  entry->set_version(entry->version() + 1);
  tell_of_entry(waiting.entry());
}

bool GalleryFeed::await_words(const std::string& id) {
  auto* entry = find(id);
  if (entry == nullptr) return false;
  entry->clear_text();
  entry->set_state(log::ENTRY_WORDS_WAIT);
  entry->set_version(entry->version() + 1);
  tell_of_entry(id);
  return true;
}

bool GalleryFeed::narrow(const std::string& id, const std::string& text) {
  auto* entry = find(id);
  if (entry == nullptr || entry->state() != log::ENTRY_STANDS) return false;
  entry->set_text(text);
  entry->set_version(entry->version() + 1);
  tell_of_entry(id);
  return true;
}

// Nothing of the person is left in a tombstone, and a label that stayed would still be counted by who reads it.
bool GalleryFeed::cover(const std::string& id, log::EntryState cover, MemberId author) {
  auto* entry = find(id);
  if (entry == nullptr) return false;
  const bool stood = entry->state() == log::ENTRY_STANDS || entry->state() == log::ENTRY_WORDS_WAIT;
  entry->set_state(cover);
  entry->set_version(entry->version() + 1);
  entry->clear_text();
  entry->clear_author_token();
  entry->clear_specialty();
  entry->clear_region();
  entry->clear_edited();
  if (stood) leave_thread(entry->thread());
  tell_of_entry(id);
  if (stood) uncount_author(author);
  return true;
}

void GalleryFeed::forget_held(std::uint64_t number, MemberId author) {
  state_.erase(key::GalleryHeld{topic_, embargo_, number});
  auto& feed = made(state_, key::GalleryFeed{topic_, embargo_});
  feed.set_held(feed.held() - 1);
  uncount_author(author);
}

// As it was redacted when it was given; a thread of which nothing stands has none.
std::string GalleryFeed::title_of(const log::GalleryWaitingRecord& waiting) const {
  const auto thread = state_.get(key::Thread{ThreadId{waiting.in_thread()}});
  return thread && thread->gallery() == waiting.thread() ? thread->gallery_title() : std::string();
}

void GalleryFeed::enter_thread(const log::GalleryWaitingRecord& waiting, std::uint64_t order) {
  auto& thread = made(state_, key::GalleryThread{topic_, embargo_, waiting.thread()});
  if (thread.entries() == 0) thread.set_title(title_of(waiting));
  thread.set_entries(thread.entries() + 1);
  thread.set_last_order(order);
  thread.set_last_written_at_ms(std::max(thread.last_written_at_ms(), waiting.written_at_ms()));
  log::GalleryThreadEntryRecord row;
  row.set_entry(waiting.entry());
  state_.put(key::GalleryThreadEntry{topic_, embargo_, waiting.thread(), order}, row);
}

void GalleryFeed::leave_thread(const std::string& id) {
  auto& thread = made(state_, key::GalleryThread{topic_, embargo_, id});
  thread.set_entries(thread.entries() - 1);
  if (thread.entries() == 0) thread.clear_title();
}

void GalleryFeed::set_title(const std::string& id, const std::string& title) {
  auto* thread = state_.change(key::GalleryThread{topic_, embargo_, id});
  if (thread == nullptr || thread->entries() == 0 || thread->title() == title) return;
  thread->set_title(title);
  log::StreamEntryRecord news;
  news.set_gallery_thread(id);
  add_to_stream(state_, stream(), news);
}

void GalleryFeed::narrow_title(const std::string& id, const std::string& title) {
  const auto thread = state_.get(key::GalleryThread{topic_, embargo_, id});
  if (thread && !thread->title().empty()) set_title(id, title);
}

void GalleryFeed::count_author(MemberId id) {
  auto& author = made(state_, key::GalleryAuthor{topic_, embargo_, id});
  author.set_standing(author.standing() + 1);
  if (author.standing() != 1) return;
  auto& feed = made(state_, key::GalleryFeed{topic_, embargo_});
  feed.set_authors(feed.authors() + 1);
}

void GalleryFeed::uncount_author(MemberId id) {
  auto& author = made(state_, key::GalleryAuthor{topic_, embargo_, id});
  author.set_standing(author.standing() - 1);
  if (author.standing() != 0) return;
  auto& feed = made(state_, key::GalleryFeed{topic_, embargo_});
  feed.set_authors(feed.authors() - 1);
  uncount_label(topic_, embargo_, author, state_);
}

void GalleryFeed::tell_of_entry(const std::string& entry) {
  add_to_stream(state_, stream(), about_entry(entry));
}

}  // namespace plenum
