#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>

#include "server/node/sequencer.h"
#include "server/search/feed_index.h"

namespace plenum {

/// One entry of a feed's stream, as the index takes it: what stands is put in as it is now, all else is taken out.
/// False: the index is unfit from now on.
bool index_change(FeedIndex&, const StreamId& feed, const log::StreamEntryRecord& change, const View&);

/// Keeps the index of the gallery's feeds up with the store, and answers from it. It follows the released feeds alone:
/// what waits for its embargo or for k authors is nowhere that it reads. Owns its thread; `committed` is called by the
/// sequencer and only says that there is something. `find` from any thread but those that must never wait. It gives way
/// to all else: of the lowest priority, and a tenth of a second behind, so that what comes together is indexed
/// together.
///
/// The index is a cache: how far it has come is written into it. One that is torn, of another form or of another past
/// than the log's (a backup was restored) is thrown away and made again from the store.
class FeedSearch {
public:
  /// `directory`: where the index lies; empty: in memory.
  FeedSearch(const Store& store, std::filesystem::path directory);
  ~FeedSearch();
  FeedSearch(const FeedSearch&) = delete;
  FeedSearch& operator=(const FeedSearch&) = delete;

  /// DIR/search: what goes when the data directory goes, and no part of a backup.
  static std::filesystem::path within(const std::filesystem::path& data);

  void committed(const Committed& batch);

  /// False while it reads what happened before it began: it would find too little.
  bool is_ready() const { return ready_.load(std::memory_order_acquire); }

  std::optional<FeedHits> find(const std::vector<Sought>&, const std::vector<FeedScope>& scopes, std::uint32_t skip,
                               std::uint32_t limit) const;

  /// Waits until all that had been committed is found; false: not in time.
  bool wait_until_level(std::chrono::milliseconds patience) const;

  /// How often it has thrown its index away.
  unsigned times_made_anew() const { return made_anew_.load(); }

  /// Learns nothing more; finds what it knows.
  void stop();

  static constexpr std::size_t entries_per_turn = 500;

private:
  void run();
  void open();
  void make_anew();
  bool fits(const StoreView&) const;
  bool follow(const StreamId&, const StoreView&);
  bool note_past(const StoreView&);
  bool look_after();
  std::set<StreamId> all_feeds(const StoreView&) const;

  const Store& store_;
  const std::filesystem::path directory_;

  mutable std::mutex index_mutex_;
  std::unique_ptr<FeedIndex> index_;
  bool in_files_ = false;
  bool dirty_ = false;
  std::chrono::steady_clock::time_point rewritten_;
  std::chrono::steady_clock::time_point kept_;
  unsigned failures_ = 0;

  mutable std::mutex mutex_;
  std::condition_variable wake_;
  mutable std::condition_variable level_;
  std::set<StreamId> touched_;
  std::uint64_t told_ = 0;  // how often something was touched, and how much of it is found
  std::uint64_t done_ = 0;
  bool stopping_ = false;
  std::atomic<bool> ready_{false};
  std::atomic<unsigned> made_anew_{0};
  std::thread thread_;
};

}  // namespace plenum
