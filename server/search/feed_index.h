#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "proto/record.pb.h"
#include "server/search/words.h"
#include "storage/machine/stream_id.h"

namespace plenum {

/// Which entries of one feed somebody may find: those of may_read (server/gallery/grant.h), and of them those whose
/// time, as it is told to them, lies in [from_ms, below_ms).
struct FeedScope {
  StreamId feed;
  std::int64_t readable_from_ms = 0;  // what was written before only where it is open to later ones
  std::uint32_t rounding_s = 0;       // times are told in steps of this
  std::int64_t from_ms = 0;           // 0: from the beginning
  std::int64_t below_ms = 0;          // 0: to the end
};

struct FeedHit {
  StreamId feed;
  std::string entry;
  bool operator==(const FeedHit&) const = default;
};

struct FeedHits {
  std::vector<FeedHit> hits;  // the newest first by the time told; within one step of it by their random ids
  std::uint32_t found = 0;    // in all, counted to `found_max`
};

/// The gallery's entries by their words: what stands in the feeds, and nothing else of anybody. No author's token is in
/// it, and no text can be had back from it but by whoever may read files here. A cache over Xapian, which no other
/// file of the house includes. Belongs to one thread at a time: its owner locks.
///
/// Whatever fails (a torn file, a full disk) answers false or nothing, and never throws: the owner throws the index
/// away and makes it again.
class FeedIndex {
public:
  static constexpr std::uint32_t found_max = 10'000;

  /// Opens or makes what lies in the directory; null where it cannot be read.
  static std::unique_ptr<FeedIndex> open(const std::filesystem::path& directory);
  /// One that is gone when this is.
  static std::unique_ptr<FeedIndex> in_memory();
  ~FeedIndex();

  /// The entry as it is now; false: the index is unfit from now on.
  bool put(const StreamId& feed, const std::string& entry, const log::GalleryEntryRecord&);
  bool remove(const StreamId& feed, const std::string& entry);

  /// What the owner wants to know again; kept together with the entries.
  std::string note(const std::string& name) const;
  bool set_note(const std::string& name, const std::string& value);

  bool in_files() const;

  /// Written, but not synced: survives the process, not a power cut.
  bool keep();

  /// Makes the files again without a trace of what was removed.
  bool rewrite();

  /// In `scopes` alone: what lies elsewhere changes no byte of the answer.
  std::optional<FeedHits> find(const std::vector<Sought>&, const std::vector<FeedScope>& scopes, std::uint32_t skip,
                               std::uint32_t limit) const;

private:
  struct Book;
  explicit FeedIndex(std::unique_ptr<Book>);
  std::unique_ptr<Book> book_;
};

}  // namespace plenum
