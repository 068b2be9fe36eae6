#include "tests/cli/shell.h"

namespace plenum::test {

namespace {

TEST_F(Shell, ABadArchiveChangesNothing) {
  ctl({"users", "add", "hamlet"});
  const auto before = digest();
  write("garbage.zip", "this is no archive");
  write("stream/zulip_json/stream_index.json", "{\"time\": 1, \"streams\": {");
  write("slack/users.json", "[]");
  const std::vector<Words> bad = {{"import", "zulip", (folder() / "garbage.zip").string()},
                                  {"import", "slack", (folder() / "garbage.zip").string()},
                                  {"import", "irc", (folder() / "garbage.zip").string()},
                                  {"import", "wikitalk", (folder() / "garbage.zip").string()},
                                  {"import", "zulip", (folder() / "stream").string()},
                                  {"import", "slack", (folder() / "slack").string()},
                                  {"import", "irc", "/no/such/file"}};
  for (const auto& words : bad) {
    const auto ran = ctl(words);
    EXPECT_EQ(ran.exit, 1) << ::testing::PrintToString(words) << ran.err;
    EXPECT_EQ(ran.out, "");
    EXPECT_NE(ran.err.find("Nothing was imported."), std::string::npos) << ran.err;
  }
  EXPECT_EQ(digest(), before);
}

TEST_F(Shell, ABadArchiveFoundsNoCommunity) {
  EXPECT_EQ(ctl({"import", "irc", "/no/such/file"}).exit, 1);
  EXPECT_FALSE(std::filesystem::exists(data()));
}

TEST_F(Shell, AnImportIsIdempotentAndItsDigestTheSame) {
  write("logs/2020-01-01.raw.txt",
        "[10:00] <horatio> Hail to your lordship!\n=== marcellus joined\n"
        "[10:01] <hamlet> horatio: I am glad to see you well\n");
  write("logs/2020-01-01.annotation.txt", "0 2 -\n");
  const auto logs = (folder() / "logs").string();
  const auto first = ctl_json({"import", "irc", logs});
  EXPECT_EQ(first["topics"], 1);
  EXPECT_EQ(first["threads"], 1);
  EXPECT_EQ(first["posts"], 2);
  EXPECT_EQ(first["authors"], 2);
  EXPECT_EQ(first["skipped"].size(), 1u);
  const auto before = digest();
  const auto second = ctl_json({"import", "irc", logs});
  for (const auto* name : {"topics", "threads", "posts", "authors", "reactions"}) EXPECT_EQ(second[name], 0) << name;
  EXPECT_EQ(second["digest"], first["digest"]);
  EXPECT_EQ(digest(), before);
  EXPECT_NE(ctl({"import", "irc", logs}).out.find("was here already"), std::string::npos);
}

}  // namespace

}  // namespace plenum::test
