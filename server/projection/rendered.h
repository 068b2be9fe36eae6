#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "proto/record.pb.h"
#include "storage/machine/state.h"

namespace plenum {

/// The HTML of posts, by id and version, bounded by bytes; the least recently used go first. A cache: losing it loses
/// nothing. Any thread.
class Rendered {
public:
  explicit Rendered(std::size_t bytes_max = 64 << 20) : bytes_max_(bytes_max) {}

  /// Requires: the words of the post may be seen by whoever gets this.
  std::shared_ptr<const std::string> html(const View&, PostId, const log::PostRecord&);

private:
  struct Entry {
    std::uint64_t post;
    std::uint64_t version;
    std::shared_ptr<const std::string> html;
  };
  void keep(Entry entry);

  const std::size_t bytes_max_;
  std::mutex mutex_;
  std::size_t bytes_ = 0;
  std::list<Entry> recent_;  // the most recent first
  std::unordered_map<std::uint64_t, std::list<Entry>::iterator> by_post_;
};

/// HTML of a source that is no post yet, or one no longer.
std::string render_source(const View&, v1::Format, const std::string& source);

/// Words of a source for lists and quotes.
std::string excerpt_of(v1::Format, const std::string& source, std::size_t characters_max);

/// Text of a whole source, white space folded: what a quote must stand in.
std::string plain_text(v1::Format, const std::string& source);

/// Members a Markdown source mentions.
std::vector<MemberId> mentioned_in(const std::string& source);

}  // namespace plenum
