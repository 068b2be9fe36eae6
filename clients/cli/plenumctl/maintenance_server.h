#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

namespace plenum::cli {

/// `plenumd --data DIR --maintenance`, the program that lies beside this one, for as long as this lives: it opens the
/// store, answers on the operator's socket alone and ends with us, since we hold the other end of its stdin.
class MaintenanceServer {
public:
  /// Returns when it answers. Throws Failed with its own words where it does not.
  /// `community`: the name of a new one; empty: the server's own choice.
  MaintenanceServer(const std::filesystem::path& directory, const std::string& community);
  ~MaintenanceServer();
  MaintenanceServer(const MaintenanceServer&) = delete;
  MaintenanceServer& operator=(const MaintenanceServer&) = delete;

private:
  void start(std::vector<std::string> words);
  bool wait_until_it_listens() const;
  [[noreturn]] void fail(const std::filesystem::path& directory);

  pid_t pid_ = -1;
  int stdin_ = -1;
  int stdout_ = -1;
  int words_ = -1;  // an unnamed file: what it says on stderr
};

}  // namespace plenum::cli
