#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/types.h>

namespace plenum::test {

/// How a program ended, and what it said.
struct Ran {
  int exit = -1;  // 128 + the signal's number where one ended it
  std::string out;
  std::string err;

  /// What it printed with --json.
  nlohmann::json json() const;
};

using Words = std::vector<std::string>;

/// A folder that goes away with the test, and the programs that lie beside it, with HOME in that folder.
class Shell : public ::testing::Test {
protected:
  Shell();
  ~Shell() override;

  Ran run(const std::string& program, const Words& words, const std::string& input = "");
  /// plenumctl --data DATA ...
  Ran ctl(Words words, const std::string& input = "");
  /// The same with --json; must end well.
  nlohmann::json ctl_json(Words words);

  std::filesystem::path folder() const { return folder_; }
  std::filesystem::path data() const { return folder_ / "data"; }
  std::string digest() { return ctl_json({"verify"})["state_digest"].get<std::string>(); }
  void write(const std::string& name, const std::string& text) const;

private:
  std::filesystem::path folder_;
};

/// A program that goes on until it is told to end; its output lies in a file.
class Background {
public:
  Background(const std::filesystem::path& folder, const std::string& program, const Words& words);
  ~Background();
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  /// Waits until the text stands in what it has said; false: it did not come in time.
  bool says(const std::string& text) const;
  std::string said() const;
  int interrupt();  // Ctrl-C; its exit code

private:
  std::filesystem::path output_;
  pid_t pid_ = -1;
};

std::filesystem::path program_path(const std::string& name);

/// One sentence on stderr that begins with the program's name, and nothing on stdout.
void expect_refusal(const Ran& ran, int exit, const std::string& words);

}  // namespace plenum::test
