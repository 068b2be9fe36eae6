#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cli/import/civil_time.h"
#include "clients/cli/import/irc_clock.h"
#include "clients/cli/import/irc_line.h"
#include "tests/import/collector.h"
#include "tests/import/packages.h"

namespace plenum::imports::testing {
namespace {

using ::testing::HasSubstr;

Entries log(const std::string& raw, const std::string& links = "", const std::string& name = "2008-04-27.train-a") {
  return {{name + ".annotation.txt", links}, {name + ".raw.txt", raw}};
}

// "nick|body", or the reason.
std::string parsed(std::string_view line) {
  const IrcLine l = parse_irc_line(line);
  return l.is_post ? std::string(l.nick) + "|" + std::string(l.body) : std::string(l.reason);
}

TEST(IrcLine, MessagesAndActionsArePosts) {
  EXPECT_EQ(parsed("[09:14] <crimsun> kleedrac: no"), "crimsun|kleedrac: no");
  EXPECT_EQ(parsed("[09:14]  * will waves"), "will|waves");
  EXPECT_EQ(parsed("[09:14] * will waves"), "will|waves");
  EXPECT_EQ(parsed("[09:14] <a> * b c"), "a|* b c");
  EXPECT_EQ(parsed("[09:14] <|QuaD-> >> x"), "|QuaD-|>> x");
}

TEST(IrcLine, OnlyTheFirstSpaceIsOurs) {
  EXPECT_EQ(parsed("[09:14] <a>  b "), "a| b ");
  EXPECT_EQ(parsed("[09:14] <a>b"), "a|b");
  EXPECT_EQ(parsed("[09:14] <a>"), "a|");
  EXPECT_EQ(parsed("[09:14] <a> "), "a|");
  EXPECT_EQ(parsed("[09:14]  * a"), "a|");
  EXPECT_EQ(parsed("[09:14]  * a  b"), "a| b");
}

TEST(IrcLine, ControlCharactersStay) {
  EXPECT_EQ(parsed("[09:14] <a> x\x08\x7f\x02\ty\r"), "a|x\x08\x7f\x02\ty\r");
  EXPECT_EQ(parsed(std::string_view("[09:14] <a> \0b", 14)), std::string("a|\0b", 4));
}

TEST(IrcLine, AnActionsNickEndsAtAnyWhiteSpace) {
  EXPECT_EQ(parsed("[09:14]  * a\u00a0b"), "a|\u00a0b");
  EXPECT_EQ(parsed("[09:14]  * a\tb"), "a|\tb");
}

TEST(IrcLine, WhatTheServerSaysIsCountedByPhrase) {
  EXPECT_EQ(parsed("=== L0sT [HOST_REMOVED]  has joined #ubuntu"), "system: has joined");
  EXPECT_EQ(parsed("=== a has left #ubuntu"), "system: has left");
  EXPECT_EQ(parsed("=== a is now known as b"), "system: is now known as");
  EXPECT_EQ(parsed("=== a was kicked off #ubuntu by b (has left)"), "system: was kicked");
  EXPECT_EQ(parsed("=== a waves"), "system: other");
  EXPECT_EQ(parsed("=== a has lefty"), "system: other");
  EXPECT_EQ(parsed("===has joined"), "system: other");
}

TEST(IrcLine, AnythingElseIsAnOtherLine) {
  for (const auto* line : {"", "hello", "[09:14]", "[09:14] ", "[9:14] <a> b", "[09:14]<a> b", "[09:14] <> b",
                           "[09:14] <a b", "[09:14]  * ", "[09:14]  *a b", "[0a:14] <a> b", " [09:14] <a> b"}) {
    EXPECT_EQ(parsed(line), "other lines") << line;
  }
}

constexpr int none = -1;
constexpr std::int64_t minute = 60'000;

std::vector<std::int64_t> clock(const std::vector<int>& shown, bool twelve_hours, std::size_t anchor = 0) {
  auto times = irc_times_ms(shown, 0, anchor, twelve_hours);
  for (auto& time : times) time /= minute;
  return times;
}

TEST(IrcClock, GoesOnToTheNextHalfDayWhereTheClockHasTwelveHours) {
  EXPECT_EQ(clock({11 * 60 + 55, none, 5, 60}, true), (std::vector<std::int64_t>{715, 715, 725, 780}));
  EXPECT_EQ(clock({12 * 60 + 57, 63, 2 * 60}, true), (std::vector<std::int64_t>{777, 783, 840}));
}

TEST(IrcClock, GoesOnToTheNextDayAfterMidnight) {
  EXPECT_EQ(clock({1439, 0, 5}, false), (std::vector<std::int64_t>{1439, 1440, 1445}));
}

TEST(IrcClock, WhatStandsBeforeTheAnchorMayBeOfTheDayBefore) {
  EXPECT_EQ(clock({1439, 0, 5}, false, 2), (std::vector<std::int64_t>{-1, 0, 5}));
}

TEST(IrcClock, NeverGoesBack) {
  EXPECT_EQ(clock({600, 599, 600, 545, 601}, false), (std::vector<std::int64_t>{600, 600, 600, 600, 601}));
  EXPECT_EQ(clock({none, 600}, false), (std::vector<std::int64_t>{0, 600}));
}

TEST(Irc, ALineBecomesAPostWithTheTimeAsItIsShown) {
  const Scratch scratch;
  Collector into;
  read_well(Kind::irc, scratch.tar_gz(small_irc()), into);
  ASSERT_EQ(into.posts.size(), 2U);
  EXPECT_EQ(into.posts[0].origin, "irc:line:2008-04-27.train-a:0");
  EXPECT_EQ(into.posts[0].written_at_ms, *day_ms("2008-04-27") + 600 * minute);
  EXPECT_EQ(into.posts[0].format, BodyFormat::plain);
  EXPECT_EQ(into.digest_line_of(into.posts[0]),
            R"(["#ubuntu","2008-04-27.train-a",0,"hamlet","2008-04-27 10:00","who is there"])");
}

TEST(Irc, TheIdIsTheLinesNumberSystemLinesCountedToo) {
  const Scratch scratch;
  Collector into;
  const Counts counts =
      read_well(Kind::irc, scratch.tar_gz(log("=== a has joined #ubuntu\n[10:00] <a> b\n\n[10:00] <a> c")), into);
  ASSERT_EQ(into.posts.size(), 2U);
  EXPECT_EQ(into.posts[0].original_id, "1");
  EXPECT_EQ(into.posts[1].original_id, "3");
  EXPECT_EQ(counts.authors, 1U);
  EXPECT_EQ(into.skips,
            (std::map<std::string, std::uint64_t>{{"line: other lines", 1}, {"line: system: has joined", 1}}));
}

TEST(Irc, AReplyNamesTheLatestParentThatIsAPost) {
  const Scratch scratch;
  Collector into;
  const std::string raw = "[10:00] <a> 0\n[10:00] <b> 1\n=== c has joined\n[10:01] <c> 3\n[10:01] <d> 4\n";
  read_well(Kind::irc, scratch.tar_gz(log(raw, "1 3 -\n0 3 -\n2 3 -\n2 4 -\n4 4 -\n")), into);
  ASSERT_EQ(into.posts.size(), 4U);
  EXPECT_EQ(into.posts[2].reply_to_origin, into.posts[1].origin);
  EXPECT_FALSE(into.posts[3].reply_to_origin);
}

TEST(Irc, ALogWithoutLinksIsTaken) {
  const Scratch scratch;
  Entries entries = small_irc();
  entries.erase(entries.begin());
  Collector into;
  EXPECT_EQ(read_well(Kind::irc, scratch.tar_gz(entries), into).replies, 0U);
}

TEST(Irc, LinksOfOneLogDoNotReachIntoTheNext) {
  const Scratch scratch;
  Entries entries = small_irc();
  entries.push_back({"data/2009-01-01.train-a.raw.txt", "[10:00] <a> 0\n[10:00] <b> 1\n"});
  Collector into;
  EXPECT_EQ(read_well(Kind::irc, scratch.tar_gz(entries), into).replies, 1U);
}

TEST(Irc, AnEarlyLogThatTurnsOverNoonGoesOnIntoTheAfternoon) {
  const Scratch scratch;
  Collector into;
  read_well(Kind::irc, scratch.tar_gz(log("[11:59] <a> 0\n[00:01] <a> 1\n", "", "2006-07-01.train-c")), into);
  ASSERT_EQ(into.posts.size(), 2U);
  EXPECT_EQ(into.posts[1].written_at_ms, *day_ms("2006-07-01") + 721 * minute);
  EXPECT_EQ(into.posts[1].original_time, "2006-07-01 00:01");
}

TEST(Irc, ALaterLogThatTurnsOverMidnightEndsOnItsDay) {
  const Scratch scratch;
  Collector into;
  read_well(Kind::irc, scratch.tar_gz(log("[23:59] <a> 0\n[00:01] <a> 1\n", "1 1 -\n")), into);
  ASSERT_EQ(into.posts.size(), 2U);
  EXPECT_EQ(into.posts[0].written_at_ms, *day_ms("2008-04-27") - minute);
  EXPECT_EQ(into.posts[1].written_at_ms, *day_ms("2008-04-27") + minute);
}

TEST(Irc, WhatDoesNotFitIsRefusedWithFileAndLine) {
  const Scratch scratch;
  EXPECT_EQ(refusal_of(Kind::irc, scratch.tar_gz(log("[10:00] <a> 0\n", "0 5 -\n"))),
            "2008-04-27.train-a.annotation.txt, line 1: the log has 1 lines only.");
  EXPECT_EQ(refusal_of(Kind::irc, scratch.tar_gz(log("[10:00] <a> 0\n", "0 0 -\nzero 0 -\n"))),
            "2008-04-27.train-a.annotation.txt, line 2: two line numbers were expected.");
  EXPECT_EQ(refusal_of(Kind::irc, scratch.tar_gz(log("[10:00] <a> 0\n", "99999999999999999999 0 -\n"))),
            "2008-04-27.train-a.annotation.txt, line 1: two line numbers were expected.");
  EXPECT_EQ(refusal_of(Kind::irc, scratch.tar_gz(log("\n[25:00] <a> 0\n"))),
            "2008-04-27.train-a.raw.txt, line 2: 25:00 is no time of day.");
  EXPECT_THAT(refusal_of(Kind::irc, scratch.tar_gz(log("[10:00] <a> gr\xfc\xdf\n"))),
              HasSubstr("2008-04-27.train-a.raw.txt is not UTF-8"));
  for (const std::string name : {"ubuntu", "2008-02-30.train-a", ""}) {
    EXPECT_THAT(refusal_of(Kind::irc, scratch.tar_gz(log("[10:00] <a> 0\n", "", name))),
                HasSubstr("begins with its day"))
        << name;
  }
}

TEST(Irc, TwoLogsOfOneNameAreRefused) {
  const Scratch scratch;
  Entries entries = small_irc();
  entries.push_back({"other/2008-04-27.train-a.raw.txt", "[10:00] <a> 0\n"});
  EXPECT_THAT(refusal_of(Kind::irc, scratch.tar_gz(entries)), HasSubstr("another folder holds a log of the same name"));
}

}  // namespace
}  // namespace plenum::imports::testing
