#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "server/gallery/delivery.h"
#include "server/gallery/grant.h"
#include "server/gallery/hook_sender.h"
#include "server/gallery/voice.h"
#include "server/node/sequencer.h"
#include "server/search/feed_index.h"

namespace plenum {

/// Holds what is released against the searches that companies keep: tells a seat on its open line, and hands to the
/// hook sender what its company wants there, at once or once a day. Of several nodes the one whose AlertsGiven the log
/// takes tells a hook; a line is told by the node it is open on.
///
/// Owns its thread. `committed` is called by the sequencer and only says that there is something; it must never block.
class Alerts {
public:
  struct Parts {
    const Store& store;
    const Audience& audience;
    Voices& voices;
    HookSender& hooks;
    std::function<std::int64_t()> now_ms;  // the local clock
    std::function<void(GalleryDeliveries)> hand_over;
  };
  explicit Alerts(Parts parts) : parts_(std::move(parts)) {}
  ~Alerts();

  /// From here on; what was found while no node ran is told first. The sequencer outlives `stop`.
  void start(Sequencer&);
  void committed(const Committed& batch);
  /// Whether a day has begun. Any thread, often.
  void look(std::int64_t now_ms);
  void stop();

  static constexpr std::uint64_t entries_looked_at_max = 5'000;  // of a feed, in one turn: the newest
  static constexpr std::uint32_t hits_max = 200;                 // of one search, in one turn

private:
  struct Search {
    SearchId id;
    log::SavedSearchRecord record;
    std::vector<FeedScope> scopes;
    std::map<StreamId, std::uint64_t> after;  // what stands behind it is new
  };
  struct Turn {
    std::map<StreamId, std::uint64_t> released;  // feed, and the first that is new in it
    bool all = false;                            // whatever may have been missed
    bool daily = false;
  };
  void run();
  void take(const Turn&);
  std::vector<Search> searches(const StoreView&, const Turn&);
  bool is_wanted(const StoreView&, const log::SavedSearchRecord&, const Turn&) const;
  std::uint64_t after(const StoreView&, const Search&, const StreamId&, const Turn&) const;
  void tell(const StoreView&, const Search&, const std::vector<FeedHit>&,
            const std::map<StreamId, std::uint64_t>& heads);
  void tell_seat(const StoreView&, const Search&, const std::vector<FeedHit>&);

  Parts parts_;
  Sequencer* sequencer_ = nullptr;
  std::map<std::pair<SearchId, StreamId>, std::uint64_t> looked_;  // of its own thread
  std::map<CompanyId, std::optional<Listening>> listening_;        // of one turn

  std::mutex mutex_;
  std::condition_variable wake_;
  Turn next_;
  std::int64_t day_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace plenum
