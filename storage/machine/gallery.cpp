#include "storage/machine/gallery.h"

#include "storage/machine/deadlines.h"
#include "storage/machine/gallery_feed.h"
#include "storage/machine/notices.h"
#include "storage/machine/register.h"

namespace plenum {

namespace {

constexpr std::int64_t hour_ms = 3'600'000;

std::string deadline_of(TopicId topic, std::uint64_t number, v1::EmbargoClass embargo) {
  return big_endian(topic.value) + big_endian(number) + static_cast<char>(embargo);
}

// Erased or not: what was given when it was written. A replay must go the same way once the words are gone.
bool was_given(const Happening& h, log::PersonalKind kind) {
  for (const auto& digest : h.event.personal()) {
    if (digest.kind() == kind) return true;
  }
  return false;
}

std::string words_of(const Happening& h) {
  return std::string(h.personal(log::GALLERY_TEXT).value_or(""));
}

std::string entry_of_parent(const log::PostRecord& post, const State& state) {
  if (post.reply_to() == 0) return {};
  const auto parent = state.get(key::Post{PostId{post.reply_to()}});
  return parent && parent->thread() == post.thread() ? parent->gallery().entry() : std::string();
}

log::GalleryWaitingRecord waiting_of(const Happening& h, const log::InGallery& mark, const log::PostRecord& post,
                                     PostId id, const log::CharterRecord& charter, const State& state) {
  log::GalleryWaitingRecord waiting;
  waiting.set_post(id.value);
  waiting.set_author(post.author());
  waiting.set_in_thread(post.thread());
  waiting.set_entry(mark.entry());
  waiting.set_thread(mark.thread());
  waiting.set_author_token(std::string(h.personal(log::AUTHOR_TOKEN).value_or("")));
  waiting.set_epoch(charter.epoch());
  if (h.personal(log::GALLERY_LABEL)) *waiting.mutable_label() = h.personal_as<log::GalleryLabel>(log::GALLERY_LABEL);
  waiting.set_specialty_code(mark.specialty());
  waiting.set_region_code(mark.region());
  waiting.set_text(words_of(h));
  waiting.set_written_at_ms(post.written_at_ms());
  waiting.set_reply_to(entry_of_parent(post, state));
  waiting.set_open_to_later(charter.reach_back() && post.written_at_ms() >= charter.reach_back_from_ms());
  return waiting;
}

/// A post that entered, while it is changed: what of it waits, and where.
class Entered {
public:
  Entered(const Happening& h, const log::PostRecord& post, State& state)
      : h_(h), post_(post), place_(post.gallery()), state_(state) {
    if (auto found = state.get(key::GalleryWaiting{topic(), place_.number()})) waiting_ = std::move(*found);
  }

  TopicId topic() const { return TopicId{place_.topic()}; }

  void change(v1::EmbargoClass embargo, const std::string& text) {
    GalleryFeed feed(topic(), embargo, state_);
    auto* turn = find_turn(waiting_, embargo);
    const auto wait_ms = embargo_ms(embargo);
    if (turn == nullptr && wait_ms == 0) return feed.release_again(with(text)), give_notice(embargo);
    if (wait_ms == 0) return;  // held: it will only be seen with the new words
    if (turn == nullptr && !feed.await_words(place_.entry())) return;
    if (turn == nullptr) give_notice(embargo);
    if (turn != nullptr) put_back(*turn, feed);
    if (turn == nullptr) turn = begin_again(embargo);
    turn->set_due_ms(h_.event.time_ms() + wait_ms);
    set_deadline(state_, turn->due_ms(), log::GALLERY_RELEASES, deadline_of(topic(), place_.number(), embargo));
  }

  void forget(v1::EmbargoClass embargo) {
    auto* turn = find_turn(waiting_, embargo);
    if (turn == nullptr) return;
    GalleryFeed feed(topic(), embargo, state_);
    put_back(*turn, feed);
    drop_turn(waiting_, embargo);
  }

  void settle() { settle_waiting(state_, topic(), place_.number(), waiting_); }
  bool waits() const { return waiting_.turns_size() > 0; }
  void set_text(const std::string& text) { waiting_.set_text(text); }

  /// Who took it is told once, when the words they have are no more.
  void give_notice(v1::EmbargoClass embargo) {
    give_notices(state_, topic(), embargo, place_.entry(), h_.event.time_ms());
  }

private:
  const log::GalleryWaitingRecord& with(const std::string& text) {
    waiting_.set_entry(place_.entry());
    waiting_.set_text(text);
    return waiting_;
  }

  // Neither a deadline nor a place among the held: as if it had not waited.
  void put_back(const log::GalleryTurn& turn, GalleryFeed& feed) {
    if (turn.due_ms() == 0) return feed.forget_held(place_.number(), MemberId{post_.author()});
    drop_deadline(state_, turn.due_ms(), log::GALLERY_RELEASES, deadline_of(topic(), place_.number(), turn.embargo()));
  }

  log::GalleryTurn* begin_again(v1::EmbargoClass embargo) {
    waiting_.set_author(post_.author());
    waiting_.set_entry(place_.entry());
    auto* turn = waiting_.add_turns();
    turn->set_embargo(embargo);
    turn->set_again(true);
    return turn;
  }

  const Happening& h_;
  const log::PostRecord& post_;
  const log::PlaceInGallery& place_;
  State& state_;
  log::GalleryWaitingRecord waiting_;
};

}  // namespace

std::int64_t embargo_ms(v1::EmbargoClass embargo) {
  switch (embargo) {
    case v1::EMBARGO_1_H:
      return hour_ms;
    case v1::EMBARGO_24_H:
      return std::int64_t{24} * hour_ms;
    case v1::EMBARGO_7_D:
      return std::int64_t{7} * 24 * hour_ms;
    default:
      return 0;
  }
}

void enter_gallery(const Happening& h, const log::InGallery& mark, log::PostRecord& post, PostId id,
                   log::ThreadRecord& thread, State& state) {
  const TopicId topic{post.topic()};
  auto* record = state.change(key::Topic{topic});
  if (record == nullptr || record->charter().classes_size() == 0) return;
  auto& charter = *record->mutable_charter();
  charter.set_posts(charter.posts() + 1);
  const auto number = charter.posts();
  auto& place = *post.mutable_gallery();
  place.set_topic(topic.value);
  place.set_number(number);
  place.set_entry(mark.entry());
  *place.mutable_classes() = charter.classes();
  if (thread.gallery().empty()) thread.set_gallery(mark.thread());
  remember_post_of_entry(mark.entry(), id, state);

  auto waiting = waiting_of(h, mark, post, id, charter, state);
  for (const auto value : charter.classes()) {
    const auto embargo = static_cast<v1::EmbargoClass>(value);
    const auto wait_ms = embargo_ms(embargo);
    const auto due_ms = wait_ms == 0 ? 0 : h.event.time_ms() + wait_ms;
    if (wait_ms == 0 && GalleryFeed(topic, embargo, state).come_due(number, waiting)) continue;
    auto& turn = *waiting.add_turns();
    turn.set_embargo(embargo);
    turn.set_due_ms(due_ms);
    set_deadline(state, due_ms, log::GALLERY_RELEASES, deadline_of(topic, number, embargo));
  }
  if (waiting.turns_size() > 0) settle_waiting(state, topic, number, waiting);
}

void release_in_gallery(const std::string& deadline, State& state) {
  const std::string_view id(deadline);
  const TopicId topic{from_big_endian(id.substr(0, 8))};
  const auto number = from_big_endian(id.substr(8, 8));
  const auto embargo = static_cast<v1::EmbargoClass>(id[16]);
  auto waiting = state.get(key::GalleryWaiting{topic, number});
  auto* turn = waiting ? find_turn(*waiting, embargo) : nullptr;
  if (turn == nullptr) return;
  GalleryFeed feed(topic, embargo, state);
  turn->set_due_ms(0);
  if (turn->again()) {
    feed.release_again(*waiting);
  } else if (!feed.come_due(number, *waiting)) {
    return settle_waiting(state, topic, number, *waiting);
  }
  drop_turn(*waiting, embargo);
  settle_waiting(state, topic, number, *waiting);
}

void change_in_gallery(const Happening& h, log::PostRecord& post, State& state) {
  if (!post.has_gallery() || post.gallery().left()) return;
  if (!was_given(h, log::GALLERY_TEXT)) return leave_gallery(h, post, false, state);
  const auto text = words_of(h);
  Entered entered(h, post, state);
  for (const auto embargo : post.gallery().classes()) entered.change(static_cast<v1::EmbargoClass>(embargo), text);
  entered.set_text(text);
  if (entered.waits()) entered.settle();
}

void narrow_in_gallery(const Happening& h, const log::PostRecord& post, State& state) {
  if (!post.has_gallery() || post.gallery().left()) return;
  const auto text = words_of(h);
  const TopicId topic{post.gallery().topic()};
  Entered entered(h, post, state);
  for (const auto value : post.gallery().classes()) {
    const auto embargo = static_cast<v1::EmbargoClass>(value);
    if (GalleryFeed(topic, embargo, state).narrow(post.gallery().entry(), text)) entered.give_notice(embargo);
  }
  entered.set_text(text);
  if (entered.waits()) entered.settle();
}

void narrow_title_in_gallery(const Happening& h, log::ThreadRecord& thread, State& state) {
  if (thread.gallery_title().empty()) return;
  thread.set_gallery_title(words_of(h));
  for (const auto embargo : {v1::EMBARGO_NONE, v1::EMBARGO_1_H, v1::EMBARGO_24_H, v1::EMBARGO_7_D})
    GalleryFeed(TopicId{thread.topic()}, embargo, state).narrow_title(thread.gallery(), thread.gallery_title());
}

void leave_gallery(const Happening& h, log::PostRecord& post, bool erased, State& state) {
  if (!post.has_gallery() || (post.gallery().left() && !erased)) return;
  const auto& place = post.gallery();
  Entered entered(h, post, state);
  const bool waited = entered.waits();
  for (const auto value : place.classes()) {
    const auto embargo = static_cast<v1::EmbargoClass>(value);
    entered.forget(embargo);
    const auto cover = erased ? log::ENTRY_ERASED : log::ENTRY_WITHDRAWN;
    if (GalleryFeed(TopicId{place.topic()}, embargo, state).cover(place.entry(), cover, MemberId{post.author()}))
      entered.give_notice(embargo);
  }
  if (waited) entered.settle();
  post.mutable_gallery()->set_left(true);
}

void rename_in_gallery(const Happening& h, log::ThreadRecord& thread, State& state) {
  if (thread.gallery().empty()) return;
  thread.set_gallery_title(words_of(h));
  for (const auto embargo : {v1::EMBARGO_NONE, v1::EMBARGO_1_H, v1::EMBARGO_24_H, v1::EMBARGO_7_D}) {
    const auto title = embargo_ms(embargo) == 0 ? thread.gallery_title() : std::string();
    GalleryFeed(TopicId{thread.topic()}, embargo, state).set_title(thread.gallery(), title);
  }
}

}  // namespace plenum
