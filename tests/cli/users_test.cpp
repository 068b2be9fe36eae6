#include "tests/cli/shell.h"

namespace plenum::test {

namespace {

TEST_F(Shell, PrintsATokenAndNothingElseOnStdout) {
  const auto ran = ctl({"users", "add", "ophelia", "--role", "admin", "--token"});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(ran.out.substr(0, 6), "plm_t_");
  EXPECT_EQ(ran.out.size(), 6u + 43 + 1);
}

TEST_F(Shell, AddsAndListsMembers) {
  const auto added = ctl_json({"users", "add", "polonius", "--role", "moderator", "--specialty", "Counsel", "--region",
                               "Nordics", "--represents", "Arras & Sons", "--token"});
  EXPECT_EQ(added["role"], "moderator");
  EXPECT_TRUE(added["token"].get<std::string>().starts_with("plm_t_"));
  const auto list = ctl_json({"users", "list"})["members"];
  ASSERT_EQ(list.size(), 1u);
  EXPECT_EQ(list[0]["id"], added["member_id"]);
  EXPECT_EQ(list[0]["represents"], "Arras & Sons");
  const auto table = ctl({"users", "list"});
  EXPECT_NE(table.out.find("polonius"), std::string::npos);
  EXPECT_EQ(table.out.find('\x1b'), std::string::npos) << "colour, and no terminal";
}

TEST_F(Shell, TakesAPasswordFromStdinOrAFile) {
  EXPECT_EQ(ctl({"users", "add", "hamlet", "--password-file", "-"}, "the rest is silence\n").exit, 0);
  write("password", "get thee to a nunnery\n");
  EXPECT_EQ(ctl({"users", "add", "ophelia", "--password-file", (folder() / "password").string()}).exit, 0);
  expect_refusal(ctl({"users", "add", "yorick", "--password-file", "-"}, "\n"), 1, "No password stands");
  expect_refusal(ctl({"users", "add", "yorick", "--password-file", "/no/such"}), 1, "No password stands");
  expect_refusal(ctl({"users", "add", "yorick", "--password-file", "-"}, "short\n"), 1, "at least 10 characters");
}

TEST_F(Shell, ChangesRolesAndSaysWhyNot) {
  ctl({"users", "add", "ophelia", "--role", "admin"});
  ctl({"users", "add", "hamlet"});
  EXPECT_EQ(ctl_json({"users", "role", "hamlet", "moderator"})["role"], "moderator");
  expect_refusal(ctl({"users", "role", "ophelia", "member"}), 1, "last admin");
  expect_refusal(ctl({"users", "role", "nobody", "member"}), 1, "There is no member nobody");
  expect_refusal(ctl({"users", "role", "hamlet", "king"}), 2, "no role 'king'");
  expect_refusal(ctl({"users", "add", "Hamlet"}), 1, "has this handle already");
  expect_refusal(ctl({"users", "add", "a/b"}), 1, "handle: ");
}

TEST_F(Shell, MakesLinksAndTokens) {
  ctl({"users", "add", "hamlet"});
  EXPECT_TRUE(ctl({"users", "reset", "hamlet"}).out.starts_with("/reset#plm_r_"));
  EXPECT_TRUE(ctl({"users", "token", "hamlet"}).out.starts_with("plm_t_"));
  EXPECT_TRUE(ctl({"users", "invite", "--uses", "3", "--days", "7"}).out.starts_with("/join#plm_i_"));
  EXPECT_TRUE(ctl_json({"users", "invite"})["secret"].get<std::string>().starts_with("plm_i_"));
  expect_refusal(ctl({"users", "reset", "nobody"}), 1, "There is no member nobody");
  expect_refusal(ctl({"users", "token", "nobody"}), 1, "There is no member nobody");
}

}  // namespace

}  // namespace plenum::test
