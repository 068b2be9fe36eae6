#include <fstream>

#include "tests/cli/shell.h"
#include "tests/support/server/running_server.h"

namespace plenum::test {

namespace {

class Backups : public Shell {
protected:
  Backups() { ctl({"users", "add", "hamlet", "--token"}); }
  Ran restore(const std::string& to, const std::string& from) {
    return run("plenumctl", {"--data", (folder() / to).string(), "restore", (folder() / from).string()});
  }
  std::string backup(const std::string& name) {
    const auto made = ctl_json({"backup", (folder() / name).string()});
    return made["state_digest"].get<std::string>();
  }
};

TEST_F(Backups, ComeBackAsTheSameCommunity) {
  const auto saved = backup("copy");
  EXPECT_EQ(saved, digest());
  ctl({"users", "add", "ophelia"});
  const auto ran =
      run("plenumctl", {"--data", (folder() / "new").string(), "restore", (folder() / "copy").string(), "--json"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(ran.json()["state_digest"], saved);
  const auto found = run("plenumctl", {"--data", (folder() / "new").string(), "verify", "--json"}).json();
  EXPECT_EQ(found["state_digest"], saved);
  EXPECT_EQ(found["members"], 1);
  EXPECT_FALSE(std::filesystem::exists(folder() / "new.restoring"));
}

TEST_F(Backups, AreMadeWhileTheServerRuns) {
  RunningServer server;
  ASSERT_NO_FATAL_FAILURE(server.start());
  server.add_member("ophelia", v1::ADMIN);
  const auto ran =
      run("plenumctl", {"--data", server.data().string(), "backup", (folder() / "copy").string(), "--json"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(restore("new", "copy").exit, 0);
}

TEST_F(Backups, NeverOverwrite) {
  backup("copy");
  expect_refusal(ctl({"backup", (folder() / "copy").string()}), 1, "exists already");
  expect_refusal(restore("data", "copy"), 1, "is not empty");
}

TEST_F(Backups, ThatWereChangedAreNotRestored) {
  backup("copy");
  std::ofstream(folder() / "copy" / "backup.json") << "{\"state_digest\":\"00\",\"tail\":1}\n";
  const auto ran = restore("new", "copy");
  EXPECT_EQ(ran.exit, 4);
  EXPECT_NE(ran.err.find("is not what it was"), std::string::npos) << ran.err;
  EXPECT_FALSE(std::filesystem::exists(folder() / "new"));
  EXPECT_FALSE(std::filesystem::exists(folder() / "new.restoring"));
}

TEST_F(Backups, AreToldFromOtherThings) {
  std::filesystem::create_directory(folder() / "other");
  expect_refusal(restore("new", "other"), 1, "is not a backup");
  expect_refusal(restore("new", "nothing"), 1, "is not a directory");
}

}  // namespace

}  // namespace plenum::test
