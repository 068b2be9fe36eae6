#include <fstream>
#include <map>
#include <sstream>

#include "tests/cli/shell.h"

namespace plenum::test {

namespace {

std::vector<nlohmann::json> lines_of(const std::string& text) {
  std::vector<nlohmann::json> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(nlohmann::json::parse(line));
  return lines;
}

class Exports : public Shell {
protected:
  Exports() {
    write("logs/2020-01-01.raw.txt", "[10:00] <horatio> \"Hail\"\t to you\n[10:01] <hamlet> well\n");
    write("logs/2020-01-01.annotation.txt", "0 1 -\n");
    ctl_json({"import", "irc", (folder() / "logs").string()});
    ctl_json({"topics", "open", "Empty", "--problem", "None."});
    ctl_json({"users", "add", "ophelia"});
  }
};

TEST_F(Exports, AreWholeAndSayTheirCounts) {
  const auto ran = ctl({"export"});
  ASSERT_EQ(ran.exit, 0) << ran.err;
  const auto lines = lines_of(ran.out);
  std::map<std::string, int> kinds;
  for (const auto& line : lines) ++kinds[line["kind"].get<std::string>()];
  EXPECT_EQ(kinds["topic"], 2);
  EXPECT_EQ(kinds["thread"], 1);
  EXPECT_EQ(kinds["post"], 2);
  EXPECT_EQ(kinds["member"], 3);
  EXPECT_EQ(lines.back()["kind"], "end");
  EXPECT_EQ(lines.back()["posts"], 2);
  for (const auto& line : lines) {
    if (line["kind"] != "post" || line["original_author"] != "horatio") continue;
    EXPECT_EQ(line["source"], "\"Hail\"\t to you");
    EXPECT_EQ(line["format"], "plain");
    EXPECT_EQ(line["original_time"], "2020-01-01 10:00");
  }
}

TEST_F(Exports, OfOneSourceNameWhoIsInIt) {
  const auto lines = lines_of(ctl({"export", "--source", "irc:"}).out);
  std::map<std::string, int> kinds;
  for (const auto& line : lines) ++kinds[line["kind"].get<std::string>()];
  EXPECT_EQ(kinds["topic"], 1);
  EXPECT_EQ(kinds["post"], 2);
  EXPECT_EQ(kinds["member"], 2);
  EXPECT_EQ(lines_of(ctl({"export", "--source", "slack:"}).out).size(), 1u);
}

TEST_F(Exports, GoIntoAFileThatDoesNotExistYet) {
  const auto file = (folder() / "all.jsonl").string();
  EXPECT_EQ(ctl({"export", file}).exit, 0);
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  EXPECT_EQ(lines_of(text.str()).back()["kind"], "end");
  EXPECT_FALSE(std::filesystem::exists(file + ".part"));
  expect_refusal(ctl({"export", file}), 1, "exists already");
  expect_refusal(ctl({"export", "/no/such/folder/all.jsonl"}), 1, "cannot be written");
}

}  // namespace

}  // namespace plenum::test
