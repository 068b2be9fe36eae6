#pragma once

#include "storage/machine/gallery.h"

namespace plenum {

/// One feed while it is written: the rows of one topic and embargo class. Only gallery.cpp makes one.
///
/// Holds what has come due until k authors stand behind the feed, then releases all of it in the order of numbers.
class GalleryFeed {
public:
  GalleryFeed(TopicId topic, v1::EmbargoClass embargo, State& state)
      : topic_(topic), embargo_(static_cast<std::uint8_t>(embargo)), state_(state) {}

  /// Its time has come. False: it waits for k authors.
  bool come_due(std::uint64_t number, const log::GalleryWaitingRecord&);

  /// New words of something that was released before.
  void release_again(const log::GalleryWaitingRecord&);

  /// Edited after its release: the old words go, the new ones wait. False where it was not released.
  bool await_words(const std::string& entry);

  /// Fewer words of something that stands. False where it does not.
  bool narrow(const std::string& entry, const std::string& text);

  /// Released: it is a tombstone from now on. False where it was not released.
  bool cover(const std::string& entry, log::EntryState, MemberId author);

  /// It waited here for k authors, and does no longer.
  void forget_held(std::uint64_t number, MemberId author);

  void set_title(const std::string& thread, const std::string& title);

  /// Fewer words of a title that is shown; one that was taken away stays so.
  void narrow_title(const std::string& thread, const std::string& title);

private:
  bool is_open() const;
  void release_held();
  void release(const log::GalleryWaitingRecord&);
  std::string title_of(const log::GalleryWaitingRecord&) const;
  void enter_thread(const log::GalleryWaitingRecord&, std::uint64_t order);
  void leave_thread(const std::string& thread);
  void count_author(MemberId);
  void uncount_author(MemberId);
  void tell_of_entry(const std::string& entry);
  log::GalleryEntryRecord* find(const std::string& entry) {
    return state_.change(key::GalleryEntry{topic_, embargo_, entry});
  }
  StreamId stream() const { return StreamId::of_gallery(topic_, embargo_); }

  const TopicId topic_;
  const std::uint8_t embargo_;
  State& state_;
};

/// How many authors must stand behind a feed, or share a label.
std::uint64_t gallery_k(const View&);

/// The turn of one class among those that wait; null: it does not wait there.
log::GalleryTurn* find_turn(log::GalleryWaitingRecord&, v1::EmbargoClass);
void drop_turn(log::GalleryWaitingRecord&, v1::EmbargoClass);

/// Keeps what still waits somewhere, forgets what does not.
void settle_waiting(State&, TopicId, std::uint64_t number, const log::GalleryWaitingRecord&);

/// The record, made where there is none.
template <class K>
key::Record<K>& made(State& state, const K& key) {
  auto* record = state.change(key);
  if (record == nullptr) {
    state.put(key, key::Record<K>());
    record = state.change(key);
  }
  return *record;
}

}  // namespace plenum
