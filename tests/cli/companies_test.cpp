#include "tests/cli/shell.h"

namespace plenum::test {

namespace {

std::string text(const nlohmann::json& value) {
  return value.get<std::string>();
}

TEST_F(Shell, OpensTheGalleryToACompanyAndEndsIt) {
  const auto topic = text(ctl_json({"topics", "open", "Cases", "--problem", "Three colleagues."})["topic_id"]);
  EXPECT_TRUE(ctl_json({"topics", "listen", topic, "--embargo", "24h", "--embargo", "none"})["listened_to"]);
  const auto company = text(ctl_json({"companies", "add", "Norway & Sons"})["company_id"]);
  const auto licence =
      text(ctl_json({"licences", "add", "--company", company, "--topic", topic, "--embargo", "24h", "--seats", "1",
                     "--until", "2099-12-31", "--purpose", "To listen."})["licence_id"]);
  const auto seat = ctl_json({"seats", "add", company, "Fortinbras", "--mail", "f@norway.example"});
  EXPECT_EQ(text(seat["token"]).rfind("plm_o_", 0), 0u);
  expect_refusal(ctl({"seats", "add", company, "Horatio"}), 1, "has 1 of 1 seats");

  EXPECT_EQ(ctl_json({"licences", "change", licence, "--seats", "2"})["licence_id"], licence);
  const auto terms = ctl_json({"licences", "list", "--company", company})["licences"][0];
  EXPECT_EQ(terms["seats"], 2);
  EXPECT_EQ(terms["embargo"], "24h");
  EXPECT_EQ(terms["state"], "stands");
  EXPECT_EQ(terms["purpose"], "To listen.");
  const auto second = text(ctl_json({"seats", "add", company, "Horatio"})["seat_id"]);
  EXPECT_NE(text(ctl_json({"seats", "token", second})["token"]), "");
  EXPECT_EQ(ctl({"seats", "end", second}).exit, 0);
  EXPECT_TRUE(ctl_json({"seats", "list", company})["seats"].size() == 2);
  EXPECT_EQ(ctl_json({"companies", "list"})["companies"][0]["seats"], 1);

  const auto first = text(seat["seat_id"]);
  EXPECT_EQ(ctl_json({"seats", "pause", first})["paused"], true);
  expect_refusal(ctl({"seats", "pause", first}), 1, "");
  const auto use = ctl_json({"seats", "use", company, "--days", "1"})["use"];
  ASSERT_EQ(use.size(), 1u) << "who stands, whether or not they read";
  EXPECT_EQ(use[0]["paused"], true);
  EXPECT_EQ(use[0]["reads_max"], 20'000);
  EXPECT_EQ(ctl({"seats", "resume", first}).exit, 0);
  EXPECT_TRUE(ctl_json({"alarms", "list"})["alarms"].empty());
  expect_refusal(ctl({"alarms", "settle", "1"}), 1, "");

  EXPECT_EQ(ctl({"licences", "end", licence}).exit, 0);
  EXPECT_EQ(ctl_json({"licences", "list"})["licences"][0]["state"], "over");
  EXPECT_EQ(ctl({"companies", "end", company}).exit, 0);
  EXPECT_NE(ctl({"companies", "list"}).out.find("ended"), std::string::npos);
  EXPECT_EQ(ctl({"topics", "epoch", topic}).exit, 0);
  EXPECT_EQ(ctl({"licences", "authors", "12"}).exit, 0);
  EXPECT_FALSE(ctl_json({"topics", "listen", topic, "--embargo", "nobody"})["listened_to"]);
  EXPECT_TRUE(ctl_json({"verify"})["sound"]);
}

TEST_F(Shell, RefusesListenersThatCannotBe) {
  const auto topic = text(ctl_json({"topics", "open", "Cases", "--problem", "Three colleagues."})["topic_id"]);
  const auto company = text(ctl_json({"companies", "add", "Norway"})["company_id"]);
  const auto licence = [&](const std::string& embargo, const std::string& until) {
    return ctl({"licences", "add", "--company", company, "--topic", topic, "--embargo", embargo, "--seats", "1",
                "--until", until, "--purpose", "To listen."});
  };
  expect_refusal(licence("2h", "2099-12-31"), 2, "There is no embargo \"2h\"");
  expect_refusal(licence("1h", "tomorrow"), 2, "is no date");
  expect_refusal(licence("1h", "2099-12-31"), 1, "embargo");
  expect_refusal(ctl({"topics", "listen", topic, "--embargo", "soon"}), 2, "There is no embargo");
  expect_refusal(ctl({"licences", "change", "4711", "--seats", "2"}), 1, "no licence 4711");
  expect_refusal(ctl({"companies", "end", "4711"}), 1, "");
  expect_refusal(ctl({"seats", "list", "4711"}), 1, "");
}

}  // namespace

}  // namespace plenum::test
