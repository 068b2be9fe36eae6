#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "server/gallery/own_ids.h"
#include "server/gallery/pseudonym.h"
#include "server/gallery/wording.h"
#include "storage/machine/stream_id.h"

namespace plenum {

/// A place in a feed, as a company is told it.
struct FeedPosition {
  std::uint64_t epoch = 0;  // of the log
  std::uint64_t offset = 0;
};

/// How one company is spoken to: its own pseudonyms, its own ids for topics, threads and posts,
/// its own sealed positions. What one
/// company holds means nothing to another, and nothing in it can be read: not the topic's id, not how long a feed is.
/// Immutable; any thread.
class Voice {
public:
  Voice(const MasterKey& master, CompanyId company);
  ~Voice();
  Voice(const Voice&) = delete;
  Voice& operator=(const Voice&) = delete;

  CompanyId company() const { return company_; }
  const Pseudonyms& pseudonyms() const { return pseudonyms_; }
  /// Of posts and threads: each is shown, and taken, by these alone.
  const OwnIds& ids() const { return ids_; }
  /// Of whatever stands around members' words.
  const Wording& wording() const { return wording_; }

  /// 16 bytes.
  std::string topic(TopicId) const;

  /// 16 bytes: what the company knows one of its own things by. `kind` tells seats from searches from requests.
  std::string alias(std::string_view kind, std::uint64_t id) const;

  /// A key of the company's own for one purpose; none of them tells another.
  std::string key_for(std::string_view purpose) const;

  /// Opaque and authenticated (SIV: RFC 5297's construction with HMAC-SHA-256 for both halves): of a place always the
  /// same token, so that one frame serves all seats of the company.
  std::string seal(const StreamId&, const FeedPosition&) const;
  std::optional<FeedPosition> open(const StreamId&, std::string_view token) const;

private:
  const CompanyId company_;
  const Pseudonyms pseudonyms_;
  const OwnIds ids_;
  const Wording wording_;
  std::string topic_key_;
  std::string seal_key_;
  std::string hide_key_;
  std::string own_key_;
};

/// The voices used so far. Any thread.
class Voices {
public:
  explicit Voices(const MasterKey& master) : master_(master) {}
  std::shared_ptr<const Voice> of(CompanyId);

private:
  const MasterKey& master_;
  std::mutex mutex_;
  std::map<CompanyId, std::shared_ptr<const Voice>> voices_;
};

}  // namespace plenum
