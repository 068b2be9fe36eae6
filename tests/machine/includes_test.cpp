#include <filesystem>
#include <fstream>
#include <regex>

#include <gtest/gtest.h>

// The machine reads the event and the state, and nothing else: no clock, no chance, no thread, no file.
TEST(Machine, IncludesProtoItselfAndThePureParts) {
  const std::regex include(R"(\s*#\s*include\s*[<"]([^>"]+)[>"].*)");
  const std::regex own("(proto|storage/machine|google/protobuf)/.*");
  const std::regex pure("[a-z_]+");  // a header of the standard library
  const std::regex impure("chrono|thread|random|fstream|mutex|atomic|future|filesystem|iostream|ctime|c?unistd");
  std::size_t seen = 0;
  for (const auto& file : std::filesystem::directory_iterator(PLENUM_SOURCE_DIR "/storage/machine")) {
    std::ifstream lines(file.path());
    std::smatch found;
    for (std::string line; std::getline(lines, line);) {
      if (!std::regex_match(line, found, include)) continue;
      const std::string name = found[1];
      const bool allowed =
          std::regex_match(name, own) || (std::regex_match(name, pure) && !std::regex_match(name, impure));
      EXPECT_TRUE(allowed) << file.path().filename() << " includes " << name;
      ++seen;
    }
  }
  EXPECT_GT(seen, 40u);
}
