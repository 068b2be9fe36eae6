#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/machine/state.h"

namespace plenum {

/// What a company may read of one topic now. `embargo` says which feed is its own; nothing is held back elsewhere.
struct Grant {
  TopicId topic;
  std::uint8_t embargo = 0;
  std::int64_t from_ms = 0;   // what was written before is not theirs
  std::int64_t until_ms = 0;  // 0: not by itself
  std::uint32_t rounding_s = 0;

  StreamId stream() const { return StreamId::of_gallery(topic, embargo); }
  auto operator<=>(const Grant&) const = default;
};

/// A company at this moment, by the log and by the local clock: of two that disagree the stricter one counts, so that
/// a licence ends in time where the log stands still.
struct Listening {
  CompanyId company;
  std::string name;
  std::vector<Grant> grants;      // one for each topic: the least embargo that is licensed
  std::int64_t until_ms = 0;      // the first moment at which one of them ends by itself; 0: none does
  std::uint32_t daily_reads = 0;  // entries that each of its seats may be shown in a day: of its licences' the greatest

  const Grant* of(TopicId topic) const;
};
/// Nothing where the company may read nothing.
std::optional<Listening> listening_of(const View&, CompanyId, std::int64_t now_ms);

/// Whether whatever `before` opened is still open, as wide.
bool still_opens(const Listening& now, const Listening& before);

/// Whether an entry of the feed is theirs: written since their licence began, or told to be open to later ones.
bool may_read(const Grant&, const log::GalleryEntryRecord&);

}  // namespace plenum
