#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "proto/limits.h"

namespace plenum {

/// Argon2id, 19 MiB, two passes, one lane (OWASP ASVS 5.0, appendix C), on its own workers behind a bounded queue: a
/// flood of sign-ins fills the queue, not the machine, and takes at most workers x 19 MiB.
///
/// Passwords are hashed in NFKC (NIST SP 800-63B-3, 5.1.1.2): one keyboard's é or full-width letter is another's two
/// characters. RFC 8265 prefers NFC; but NFKC also makes one of all kinds of space, and nobody can see the difference.
///
/// `check` and `make` may be called from any thread; `done` runs on a worker, once, and must not wait. Must be stopped
/// before what the callbacks use: `stop` finishes what waits.
class Passwords {
public:
  struct Settings {
    unsigned workers = 0;  // 0: as many as cores, at most 2
    std::size_t waiting_max = limits::sign_ins_waiting_max;
  };
  Passwords();
  explicit Passwords(const Settings& settings);
  ~Passwords();

  /// Is it the password of this PHC string? An empty one (unknown handle, no password set) takes the same work and is
  /// never right, so that the time taken does not tell who is a member. False: busy, and `done` will not be called.
  bool check(std::string encoded, std::string_view password, std::function<void(bool right)> done);

  /// The PHC string of a new password; empty if there was no memory for it. False: busy.
  bool make(std::string_view password, std::function<void(std::string encoded)> done);

  /// Made with other settings than today's: make it anew when the password is at hand.
  static bool needs_rehash(const std::string& encoded);

  void stop();

private:
  struct Job {
    std::string encoded;
    std::string password;  // wiped once used
    std::function<void(bool)> checked;
    std::function<void(std::string)> made;
  };
  bool queue(Job job);
  void work();
  void run(Job& job);

  const std::size_t waiting_max_;
  std::string nobodys_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> waiting_;
  bool stopping_ = false;
  std::vector<std::thread> workers_;
};

}  // namespace plenum
