#pragma once

#include <functional>
#include <string>
#include <vector>

#include <sys/types.h>

#include "storage/log/redis/line.h"
#include "storage/log/redis/settings.h"
#include "tests/support/storage/scratch.h"

namespace plenum::testing {

/// A real redis-server on a free port of this machine, in a directory of its own; ends with the object.
class RedisServer {
public:
  /// Where it runs and how the test reaches it.
  struct Stands {
    std::string host = "127.0.0.1";
    int network = -1;  // a network namespace (Cables), all of whose addresses it listens on; -1: the test's own
  };
  /// More settings, as on its command line.
  explicit RedisServer(std::vector<std::string> settings = {});
  RedisServer(std::vector<std::string> settings, Stands stands);
  ~RedisServer();
  RedisServer(const RedisServer&) = delete;
  RedisServer& operator=(const RedisServer&) = delete;

  void start();
  void kill();  // -9
  void end();   // SIGTERM: it writes what it has and ends
  void stop();  // SIGSTOP: connections stand, nothing is answered
  void go_on();
  /// One command on a connection of its own; what it answers, as text; of several answers the first.
  std::string command(const std::vector<std::string>& words);
  /// What is on its disk, taken while it is down; and put back.
  void keep_its_disk(const char* name);
  void put_back(const char* name);

  redis::Settings settings(const std::string& prefix) const;
  std::string url() const { return "redis://" + stands_.host + ":" + std::to_string(port_); }
  std::uint16_t port() const { return port_; }
  std::filesystem::path folder() const { return scratch_ / "data"; }

private:
  bool answers();
  Scratch scratch_;
  const std::vector<std::string> settings_;
  const Stands stands_;
  std::uint16_t port_ = 0;
  pid_t pid_ = -1;
};

/// Sentinels that watch one master, on free ports; end with the object.
class Sentinels {
public:
  /// With a password they ask it of whoever comes, and of each other.
  Sentinels(const std::string& name, const RedisServer& master, const std::string& password = "", int count = 3);
  ~Sentinels();
  Sentinels(const Sentinels&) = delete;
  Sentinels& operator=(const Sentinels&) = delete;

  redis::Settings settings(const std::string& prefix) const;
  std::string url() const;
  /// What the first of them says.
  std::string master_port() const;
  bool know_a_replica() const;
  /// Has them make another master while this one lives. False: they cannot just now.
  bool fail_over() const;

private:
  redis::Reply ask(const std::vector<std::string_view>& words) const;
  Scratch scratch_;
  const std::string name_;
  const std::string password_;
  std::vector<pid_t> pids_;
  std::vector<std::uint16_t> ports_;
};

std::uint16_t free_port();

/// Waits for a state, generously; true once it is so.
bool eventually(const std::function<bool()>& so, std::chrono::seconds patience = std::chrono::seconds(60));

}  // namespace plenum::testing
