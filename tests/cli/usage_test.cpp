#include "tests/cli/shell.h"
#include "tests/support/server/running_server.h"

namespace plenum::test {

namespace {

TEST_F(Shell, EveryCommandTypedWrongEndsWithTwoAndOneSentence) {
  const std::vector<Words> wrong = {
      {},
      {"frobnicate"},
      {"--no-such-option", "status"},
      {"users"},
      {"users", "add"},
      {"users", "add", "hamlet", "--role", "king"},
      {"users", "list", "everybody"},
      {"users", "role", "hamlet"},
      {"users", "reset"},
      {"users", "token"},
      {"users", "invite", "--uses", "0"},
      {"users", "invite", "--days", "many"},
      {"topics"},
      {"topics", "list", "all"},
      {"topics", "open", "Cases"},
      {"topics", "change"},
      {"topics", "change", "Cases", "--title", "x"},
      {"topics", "change", "1", "--archive", "--reopen"},
      {"import"},
      {"import", "zulip"},
      {"import", "usenet", "x"},
      {"export", "a", "b"},
      {"verify", "twice"},
      {"backup"},
      {"restore"},
      {"status", "please"},
      {"seed"},
      {"talk"},
      {"companies", "add"},
      {"companies", "end", "many"},
      {"licences", "add"},
      {"licences", "change", "9", "--seats", "many"},
      {"seats", "add", "9"},
      {"alarms", "settle", "first"},
      {"verbatim", "trace"},
      {"audit", "verify", "twice"},
      {"log", "reseed", "--without"},
  };
  for (const auto& words : wrong) {
    const auto ran = ctl(words);
    const auto typed = ::testing::PrintToString(words);
    EXPECT_EQ(ran.exit, 2) << typed << ran.err;
    EXPECT_EQ(ran.out, "") << typed;
    EXPECT_TRUE(ran.err.starts_with("plenumctl: ")) << typed << ran.err;
    EXPECT_EQ(ran.err.find('\n'), ran.err.size() - 1) << typed << ran.err;
    const bool is_role = words.size() == 5 && words[0] == "users";  // said by the command itself
    EXPECT_TRUE(is_role || ran.err.ends_with(" --help.\n")) << typed << ran.err;
  }
  EXPECT_FALSE(std::filesystem::exists(data())) << "a wrong command line made a community";
}

TEST_F(Shell, AWordThatIsNoneIsNamedWithThoseThatAreAndTheHelpThatHasThem) {
  expect_refusal(ctl({"trase"}), 2, "There is no \"trase\": say users, topics, ");
  expect_refusal(ctl({"verbatim", "trase"}), 2,
                 "There is no \"trase\": say verify, trace. See plenumctl verbatim --help.");
  expect_refusal(ctl({"verbatim"}), 2, "Say what to do: verify, trace. See plenumctl verbatim --help.");
  expect_refusal(ctl({"backup", "--trase"}), 2, "There is no option --trase. See plenumctl backup --help.");
  expect_refusal(ctl({"users", "add"}), 2, "HANDLE is required. See plenumctl users add --help.");
  expect_refusal(ctl({"companies", "end", "many"}), 2, "ID cannot be \"many\". See plenumctl companies end --help.");
  expect_refusal(run("plenum", {"trase"}), 2, "There is no \"trase\": say ");
  expect_refusal(run("plenum", {"read", "--trase"}), 2, "There is no option --trase. See plenum read --help.");
}

TEST_F(Shell, WhatThereIsNotIsNamedAsItWasTyped) {
  ctl({"users", "add", "hamlet"});
  expect_refusal(ctl({"users", "role", "yorick", "admin"}), 1, "There is no member yorick: `plenumctl users list`");
  expect_refusal(ctl({"users", "token", "yorick"}), 1, "There is no member yorick");
  expect_refusal(ctl({"topics", "epoch", "99"}), 1, "There is no topic 99: `plenumctl topics list`");
  expect_refusal(ctl({"companies", "end", "99"}), 1, "There is no company 99: `plenumctl companies list`");
  expect_refusal(ctl({"licences", "end", "99"}), 1, "There is no licence 99: `plenumctl licences list --company ID`");
  expect_refusal(ctl({"seats", "end", "99"}), 1, "There is no seat 99: `plenumctl seats list COMPANY`");
  expect_refusal(ctl({"alarms", "settle", "99"}), 1, "There is no open alarm 99: `plenumctl alarms list`");
  expect_refusal(ctl({"export", "/nowhere/words"}), 1, "/nowhere/words.part cannot be written");
}

TEST_F(Shell, HelpHasExamplesAndExitCodes) {
  const auto ran = run("plenumctl", {"--help"});
  EXPECT_EQ(ran.exit, 0);
  EXPECT_NE(ran.out.find("Examples:"), std::string::npos);
  EXPECT_NE(ran.out.find("Exit codes:"), std::string::npos);
  for (const auto* command :
       {"users", "topics", "import", "export", "verify", "backup", "restore", "status", "seed", "talk"}) {
    const auto help = run("plenumctl", {command, "--help"});
    EXPECT_EQ(help.exit, 0) << command;
    EXPECT_NE(help.out.find("Example"), std::string::npos) << command;
  }
  EXPECT_NE(run("plenum", {"--help"}).out.find("Exit codes:"), std::string::npos);
  EXPECT_EQ(run("plenumctl", {"--version"}).exit, 0);
}

TEST_F(Shell, SaysWhichCommunityIsMeant) {
  expect_refusal(run("plenumctl", {"status"}), 2, "--data DIR");
  expect_refusal(ctl({"status"}), 1, "There is no community in");
  expect_refusal(ctl({"verify"}), 1, "There is no community in");
  write("file", "");
  expect_refusal(run("plenumctl", {"--data", (folder() / "file").string(), "verify"}), 1, "not a directory");
}

TEST_F(Shell, WorksWithoutAServerAndLeavesNoneBehind) {
  ctl({"users", "add", "hamlet"});
  const auto status = ctl_json({"status"});
  EXPECT_TRUE(status["takes_writes"]);
  EXPECT_EQ(status["listening_on"].get<std::string>().substr(0, 5), "unix:");
  EXPECT_FALSE(std::filesystem::exists(data() / "operator.sock"));
}

TEST_F(Shell, GoesThroughTheServerThatHoldsTheDirectory) {
  RunningServer server;
  ASSERT_NO_FATAL_FAILURE(server.start());
  const auto here = server.data().string();
  EXPECT_EQ(run("plenumctl", {"--data", here, "users", "add", "hamlet"}).exit, 0);
  const auto status = run("plenumctl", {"--data", here, "status", "--json"}).json();
  EXPECT_EQ(status["listening_on"], server.url());
  EXPECT_TRUE(run("plenumctl", {"--data", here, "users", "reset", "hamlet"}).out.starts_with(server.url() + "/reset#"));
  EXPECT_TRUE(run("plenumctl", {"--data", here, "verify", "--json"}).json()["sound"]);
  EXPECT_TRUE(server.is_running());
}

TEST_F(Shell, OpensWhatAKilledServerLeft) {
  RunningServer server;
  ASSERT_NO_FATAL_FAILURE(server.start());
  server.add_member("hamlet", v1::MEMBER);
  server.kill();
  ASSERT_TRUE(std::filesystem::exists(server.data() / "operator.sock"));
  const auto found = run("plenumctl", {"--data", server.data().string(), "verify", "--json"}).json();
  EXPECT_TRUE(found["sound"]);
  EXPECT_EQ(found["members"], 1);
}

TEST_F(Shell, ReachesASocketWhosePathIsTooLongForTheKernel) {
  const auto deep = (folder() / std::string(100, 'x') / "data").string();
  EXPECT_EQ(run("plenumctl", {"--data", deep, "users", "add", "hamlet"}).exit, 0);
  EXPECT_EQ(run("plenumctl", {"--data", deep, "users", "list", "--json"}).json()["members"].size(), 1u);
}

TEST_F(Shell, DamagedDataEndsWithFour) {
  ctl({"users", "add", "hamlet"});
  for (const auto& file : std::filesystem::directory_iterator(data())) {
    if (file.path().filename().string().starts_with("MANIFEST")) {
      std::filesystem::resize_file(file.path(), 10);
    }
  }
  const auto ran = ctl({"verify"});
  EXPECT_EQ(ran.exit, 4) << ran.err;
  EXPECT_NE(ran.err.find("is damaged"), std::string::npos) << ran.err;
}

}  // namespace

}  // namespace plenum::test
