#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/gallery/grant.h"
#include "server/gallery/voice.h"
#include "server/hooks/post_https.h"
#include "server/search/feed_index.h"
#include "storage/rocks/store.h"

namespace plenum {

/// What a company checks its alerts with: a secret of its own for each address it ever gave, made from the master key,
/// stored nowhere.
std::string hook_secret(const Voice&, std::uint32_t version);

/// "t=<seconds>,v1=<hex of HMAC-SHA256 over t.body>"; the key is the secret's text.
std::string hook_signature(const std::string& secret, std::int64_t time_s, const std::string& body);

/// Posts what saved searches have found to the companies' hooks. Owns its thread, where it waits for others' servers;
/// all else from any thread. What is said is made when it is sent: what was withdrawn meanwhile is not in it.
///
/// What waits lies in a register beside the log, so that a process that ends or dies goes on where it was: the same may
/// then be told twice, and a power cut may lose what it had not reached the disk with. Tried for a day, at growing
/// intervals; then it is given up, and GetHook says so.
class HookSender {
public:
  struct Parts {
    Store& store;
    Voices& voices;
    HttpsReach reach;
    std::function<std::int64_t()> now_ms;  // the local clock
  };
  explicit HookSender(Parts);
  ~HookSender();

  /// Written down, not sent yet.
  void keep(SearchId, const std::vector<FeedHit>&);
  /// The log has it that this node tells.
  void release(SearchId);
  /// Another node tells.
  void forget(SearchId);

  struct Course {
    std::int64_t delivered_at_ms = 0;  // 0: never since this node began
    std::string trouble;               // of the last one; empty: it was taken
  };
  Course course_of(CompanyId) const;

  void stop();

  static constexpr std::size_t waiting_hits_max = 1'000;  // of one search; the oldest go
  static constexpr int posts_max = 100;                   // in one alert
  static constexpr std::int64_t first_pause_ms = 1'000;
  static constexpr std::int64_t longest_pause_ms = 3'600'000;
  static constexpr std::int64_t patience_ms = 24 * 3'600'000;

private:
  struct Waiting {
    std::vector<FeedHit> kept;  // not released
    std::vector<FeedHit> hits;
    std::int64_t since_ms = 0;
    std::int64_t next_ms = 0;
    std::int64_t pause_ms = first_pause_ms;
  };
  void run();
  void read_back();
  void write_down(SearchId, const Waiting&);
  std::int64_t next_due_ms() const;
  struct Told {
    CompanyId company;    // 0: there was nothing to tell
    std::string trouble;  // why it was not taken; empty: it was
  };
  Told tell(SearchId, const std::vector<FeedHit>&);
  void settle(SearchId, std::size_t count, const Told&);

  Parts parts_;
  std::atomic<bool> stopping_{false};
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::map<SearchId, Waiting> waiting_;
  std::map<CompanyId, Course> courses_;
  std::thread thread_;
};

}  // namespace plenum
