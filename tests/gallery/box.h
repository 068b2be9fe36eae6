#pragma once

#include <string>
#include <vector>

#include "storage/machine/gallery.h"
#include "storage/machine/licences.h"
#include "tests/machine/cast.h"
#include "tests/support/storage/meeting.h"

namespace plenum::testing {

inline constexpr v1::EmbargoClass now = v1::EMBARGO_NONE;
inline constexpr v1::EmbargoClass hour = v1::EMBARGO_1_H;
inline constexpr v1::EmbargoClass day = v1::EMBARGO_24_H;
inline constexpr std::int64_t hour_ms = 3'600'000;

/// A box in the theatre: what an observer of Denmark has before them, made from the gallery's tables alone.
class Box : public Meeting {
public:
  explicit Box(std::uint32_t k = 1) {
    using namespace cast;
    founded();
    raises_level(3);
    needs_authors(k);
    joins(claudius, v1::ADMIN);
    joins(polonius, v1::MODERATOR);
    joins(hamlet);
    joins(ophelia);
    opens_topic(denmark);
    opens_topic(norway);
  }

  /// Time passes, and the house sees what has come due.
  void passes(std::int64_t ms) {
    now_ms += ms;
    advances();
  }

  std::optional<log::GalleryEntryRecord> entry(PostId post, v1::EmbargoClass embargo = now,
                                               TopicId topic = cast::denmark) {
    return state().get(key::GalleryEntry{topic, static_cast<std::uint8_t>(embargo), gallery_id(post.value)});
  }

  /// The words that stand in a feed, in its order.
  std::vector<std::string> words(v1::EmbargoClass embargo = now, TopicId topic = cast::denmark) {
    std::vector<std::string> all;
    const auto head = offset(embargo, topic);
    for (std::uint64_t i = 1; i <= head; ++i) {
      const auto news = *state().get(key::StreamEntry{stream(embargo, topic), i});
      const auto found =
          state().get(key::GalleryEntry{topic, static_cast<std::uint8_t>(embargo), news.gallery_entry()});
      if (found && found->order() == i && !found->text().empty()) all.push_back(found->text());
    }
    return all;
  }

  std::uint64_t offset(v1::EmbargoClass embargo = now, TopicId topic = cast::denmark) {
    const auto head = state().get(key::StreamHead{stream(embargo, topic)});
    return head ? head->offset() : 0;
  }

  static StreamId stream(v1::EmbargoClass embargo, TopicId topic = cast::denmark) {
    return StreamId::of_gallery(topic, static_cast<std::uint8_t>(embargo));
  }

  /// Rows of a table, from its first key to the last that is given.
  template <class K>
  std::size_t rows(const K& below) {
    std::size_t count = 0;
    state().scan(K{}, below, [&](const key::Any&, std::string_view) { return ++count > 0; });
    return count;
  }
  std::size_t waiting() { return rows(key::GalleryWaiting{TopicId{~0ULL}, 0}); }
  std::size_t entries() { return rows(key::GalleryEntry{TopicId{~0ULL}, 0, ""}); }
};

}  // namespace plenum::testing
