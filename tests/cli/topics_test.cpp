#include "tests/cli/shell.h"

namespace plenum::test {

namespace {

TEST_F(Shell, OpensListsAndChangesTopics) {
  const auto id = ctl_json({"topics", "open", "Cases", "--problem", "Three colleagues."})["topic_id"];
  const auto text = id.get<std::string>();
  auto topic = ctl_json({"topics", "list"})["topics"][0];
  EXPECT_EQ(topic["id"], id);
  EXPECT_EQ(topic["problem"], "Three colleagues.");
  EXPECT_EQ(ctl({"topics", "change", text, "--title", "Hard cases", "--archive"}).exit, 0);
  topic = ctl_json({"topics", "list"})["topics"][0];
  EXPECT_EQ(topic["title"], "Hard cases");
  EXPECT_EQ(topic["problem"], "Three colleagues.");
  EXPECT_TRUE(topic["archived"]);
  EXPECT_EQ(ctl({"topics", "change", text, "--problem", "Four."}).exit, 0);
  EXPECT_TRUE(ctl_json({"topics", "list"})["topics"][0]["archived"]) << "another change reopened it";
  EXPECT_FALSE(ctl_json({"topics", "change", text, "--reopen"})["archived"]);
  EXPECT_NE(ctl({"topics", "list"}).out.find("Hard cases"), std::string::npos);
}

TEST_F(Shell, RefusesTopicsThatCannotBe) {
  expect_refusal(ctl({"topics", "open", " ", "--problem", "x"}), 1, "title: Give it a title.");
  expect_refusal(ctl({"topics", "change", "4711", "--title", "x"}), 1, "no topic 4711");
  expect_refusal(ctl({"topics", "change", "4711"}), 2, "Say what to change");
}

}  // namespace

}  // namespace plenum::test
