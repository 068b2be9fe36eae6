#include "storage/machine/gallery_label.h"

#include <algorithm>

#include "storage/machine/gallery_feed.h"

namespace plenum {

namespace {

/// The cells of one feed: how many authors say the same of themselves.
class Cells {
public:
  Cells(TopicId topic, std::uint8_t embargo, State& state) : topic_(topic), embargo_(embargo), state_(state) {}

  void count(log::GalleryAuthorRecord& author, bool in) {
    if (author.counted() == in) return;
    author.set_counted(in);
    if (author.specialty_code() == 0) return;
    add(author.specialty_code(), 0, in);
    if (author.region_code() != 0) add(author.specialty_code(), author.region_code(), in);
  }

  std::uint32_t finest(const log::GalleryAuthorRecord& author) {
    if (author.specialty_code() == 0) return 0;
    if (author.region_code() != 0 && is_crowd(author.specialty_code(), author.region_code())) return 2;
    return is_crowd(author.specialty_code(), 0) ? 1 : 0;
  }

private:
  key::GalleryCell at(std::uint64_t specialty, std::uint64_t region) const {
    return {topic_, embargo_, specialty, region};
  }
  void add(std::uint64_t specialty, std::uint64_t region, bool in) {
    auto& cell = made(state_, at(specialty, region));
    cell.set_authors(in ? cell.authors() + 1 : cell.authors() - 1);
  }
  bool is_crowd(std::uint64_t specialty, std::uint64_t region) {
    const auto cell = state_.get(at(specialty, region));
    return cell && cell->authors() >= gallery_k(state_);
  }

  const TopicId topic_;
  const std::uint8_t embargo_;
  State& state_;
};

bool says_the_same(const log::GalleryAuthorRecord& author, const log::GalleryWaitingRecord& waiting) {
  return author.specialty_code() == waiting.specialty_code() && author.region_code() == waiting.region_code();
}

}  // namespace

std::uint32_t fix_label(TopicId topic, std::uint8_t embargo, const log::GalleryWaitingRecord& waiting, State& state) {
  auto& author = made(state, key::GalleryAuthor{topic, embargo, MemberId{waiting.author()}});
  Cells cells(topic, embargo, state);
  if (author.epoch() > waiting.epoch()) return 0;  // of an epoch that is over: what it was is not kept
  const bool anew = author.epoch() < waiting.epoch();
  if (anew) {
    cells.count(author, false);
    author.set_specialty_code(waiting.specialty_code());
    author.set_region_code(waiting.region_code());
    author.set_epoch(waiting.epoch());
  }
  cells.count(author, true);
  const auto finest = cells.finest(author);
  author.set_level(anew ? finest : std::min(author.level(), finest));
  if (!says_the_same(author, waiting)) author.set_level(0);  // a change within an epoch would tell who changed
  return author.level();
}

void uncount_label(TopicId topic, std::uint8_t embargo, log::GalleryAuthorRecord& author, State& state) {
  Cells(topic, embargo, state).count(author, false);
}

}  // namespace plenum
