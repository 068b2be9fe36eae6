#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "proto/observer.pb.h"
#include "server/gallery/shown.h"
#include "server/hub/interest.h"
#include "server/net/frame.h"
#include "storage/machine/stream_id.h"

namespace plenum {

/// A feed as one company hears it: what its seats on one io thread share.
struct Hearing {
  CompanyId company;
  StreamId stream;
  bool operator==(const Hearing&) const = default;
};

/// What one seat alone hears, of its own searches. No company's own stream has this mark.
inline Hearing seat_hearing(CompanyId company, SeatId seat) {
  return {company, {StreamKind::company, seat.value, 0xFF}};
}

/// What the gallery's publisher hands to every io thread: encoded once for each company that listens.
struct GalleryDelivery {
  Hearing to;
  std::uint64_t first = 0;  // offsets of the feed that the frame covers
  std::uint64_t last = 0;
  bool look = false;  // on a company's own stream: look whether you still stand
  net::Frame binary;  // null where nobody of theirs listens in this encoding, or they read the log
  net::Frame text;
  std::shared_ptr<ShownInFrame> shown;  // null: nothing in it is counted
};
using GalleryDeliveries = std::shared_ptr<const std::vector<GalleryDelivery>>;

/// How often something became of a company's rights. A line that has seen fewer looks before it sends anything.
using RightsVersion = std::shared_ptr<const std::atomic<std::uint64_t>>;

/// Which companies listen to which feeds on this node, so that nothing is made for nobody; and whose rights have
/// changed. Any thread.
class Audience {
public:
  void add(const Hearing&, Interest::Encoding);
  void remove(const Hearing&, Interest::Encoding);
  std::map<CompanyId, Interest::Counts> of(const StreamId&) const;
  /// Whether anybody does. Who begins to listen later reads what is committed now.
  bool has(const StreamId&) const;

  /// Raised as soon as it is committed, before the host is told: what was made under the old rights and still waits to
  /// be sent is not.
  void rights_changed(CompanyId);
  RightsVersion rights_of(CompanyId);

private:
  std::shared_ptr<std::atomic<std::uint64_t>>& version_of(CompanyId);
  mutable std::mutex mutex_;
  std::map<StreamId, std::map<CompanyId, Interest::Counts>> counts_;
  std::map<CompanyId, std::shared_ptr<std::atomic<std::uint64_t>>> versions_;
};

/// A server's frame in one of the two encodings.
net::Frame encode_gallery_frame(const v1::GalleryFrame&, Interest::Encoding);

}  // namespace plenum

template <>
struct std::hash<plenum::Hearing> {
  std::size_t operator()(const plenum::Hearing& hearing) const noexcept {
    return std::hash<plenum::StreamId>{}(hearing.stream) ^ (hearing.company.value * 0x9E3779B97F4A7C15u);
  }
};
