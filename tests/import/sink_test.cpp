#include <gtest/gtest.h>

#include "tests/import/collector.h"
#include "tests/import/packages.h"

// What whoever takes the records may rely on, whichever archive they come from.
namespace plenum::imports::testing {
namespace {

class StopsAfter : public Collector {
public:
  explicit StopsAfter(std::size_t posts) : posts_max_(posts) {}
  bool post(Post p) override { return Collector::post(std::move(p)) && posts.size() < posts_max_; }

private:
  std::size_t posts_max_;
};

TEST(Sink, ThatSaysStopIsCalledNoMore) {
  const Scratch scratch;
  StopsAfter into(1);
  const Result result = read(Kind::irc, scratch.tar_gz(small_irc()), into);
  ASSERT_TRUE(std::holds_alternative<Refusal>(result));
  EXPECT_TRUE(std::get<Refusal>(result).by_sink);
  EXPECT_EQ(into.posts.size(), 1U);
}

TEST(Sink, OfARefusedArchiveWasNeverCalled) {
  const Scratch scratch;
  Entries entries = small_irc();
  entries.push_back({"data/2009-01-01.train-a.raw.txt", "[10:00] <hamlet> gr\xfc\xdf\n"});
  EXPECT_NE(refusal_of(Kind::irc, scratch.tar_gz(entries)), "");  // looks at the calls, too
}

TEST(Progress, GoesFromNothingToAllOfTheBytesAndThenOfThePosts) {
  const Scratch scratch;
  Collector into;
  std::vector<Progress> seen;
  read(Kind::irc, scratch.tar_gz(small_irc()), into, [&](Progress p) { seen.push_back(p); });
  ASSERT_FALSE(seen.empty());
  std::map<Progress::Stage, Progress> last;
  for (const Progress& p : seen) {
    EXPECT_LE(p.done, p.total);
    EXPECT_GE(p.done, last[p.stage].done);
    last[p.stage] = p;
  }
  EXPECT_EQ(last[Progress::Stage::checking].done, last[Progress::Stage::checking].total);
  EXPECT_EQ(last[Progress::Stage::importing].done, 2U);
  EXPECT_EQ(last[Progress::Stage::importing].total, 2U);
}

TEST(Titles, ThatAreTooLongAreCutForPeopleAndWholeForTheDigest) {
  const Scratch scratch;
  Entries entries = small_zulip();
  const std::string title(250, 'x');
  entries[0].content.replace(entries[0].content.find("Being"), 5, title);
  entries[1].name = "zulip_json/3-general/" + title + ".json";
  Collector into;
  read_well(Kind::zulip, scratch.tar_gz(entries), into);
  ASSERT_EQ(into.threads.size(), 1U);
  EXPECT_EQ(into.threads[0].title, std::string(199, 'x') + "…");
  EXPECT_EQ(into.threads[0].digest_name, title);
}

TEST(Titles, ThatAreEmptyAreTheFirstWordsOfTheFirstPost) {
  const Scratch scratch;
  Entries entries = small_wikitalk();
  std::string& tree = entries[1].content;
  tree.replace(tree.find("Something is <i>rotten</i>"), 26, "");
  Collector into;
  read_well(Kind::wikitalk, scratch.tar_gz(entries), into);
  ASSERT_EQ(into.threads.size(), 1U);
  EXPECT_EQ(into.threads[0].title, "Indeed.");
  EXPECT_EQ(into.threads[0].digest_name, "h-1");
}

}  // namespace
}  // namespace plenum::imports::testing
