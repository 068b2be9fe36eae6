// The index by itself: what it finds, in which order, and that it keeps to the feeds it is asked of.
#include "server/search/feed_index.h"

#include <fstream>

#include <gtest/gtest.h>

#include "tests/support/storage/scratch.h"
#include "tests/support/storage/seed.h"

namespace plenum {
namespace {

using testing::Random;

constexpr StreamId being{StreamKind::gallery, 10, 0};
constexpr StreamId flowers{StreamKind::gallery, 11, 0};

log::GalleryEntryRecord entry(const std::string& text, std::int64_t written_at_ms = 1'000'000) {
  log::GalleryEntryRecord record;
  record.set_text(text);
  record.set_written_at_ms(written_at_ms);
  return record;
}

class AnIndex : public ::testing::Test {
protected:
  std::vector<std::string> found(const std::string& typed, const std::vector<FeedScope>& scopes = {{being}}) {
    const auto hits = index_->find(parse_sought(typed).value(), scopes, 0, 100);
    EXPECT_TRUE(hits);
    std::vector<std::string> ids;
    for (const auto& hit : hits->hits) ids.push_back(hit.entry);
    EXPECT_EQ(ids.size(), hits->found);
    return ids;
  }

  const std::unique_ptr<FeedIndex> index_ = FeedIndex::in_memory();
};

using Ids = std::vector<std::string>;

TEST_F(AnIndex, finds_a_word_in_all_its_forms_in_three_languages) {
  index_->put(being, "en", entry("The patients were bleeding."));
  index_->put(being, "fr", entry("Les hémorragies continuent."));
  index_->put(being, "sv", entry("Patienterna blödde hela natten."));
  EXPECT_EQ(found("bleed"), Ids{"en"});
  EXPECT_EQ(found("BLEEDS"), Ids{"en"});
  EXPECT_EQ(found("hémorragie"), Ids{"fr"});
  EXPECT_EQ(found("blödde"), Ids{"sv"});
  EXPECT_EQ(found("\"bleed\""), Ids{}) << "in quotes it is that word and no other";
  EXPECT_EQ(found("\"bleeding\""), Ids{"en"});
}

TEST_F(AnIndex, finds_a_phrase_where_its_words_stand_side_by_side) {
  index_->put(being, "a", entry("atrial fibrillation in the young"));
  index_->put(being, "b", entry("fibrillation, not atrial"));
  EXPECT_EQ(found("\"atrial fibrillation\""), Ids{"a"});
  EXPECT_EQ(found("atrial-fibrillation"), Ids{"a"});
  EXPECT_EQ(found("atrial fibrillation"), (Ids{"b", "a"}));
  EXPECT_EQ(found("fibrillation -\"atrial fibrillation\""), Ids{"b"});
  EXPECT_EQ(found("fibrillation -young"), Ids{"b"});
}

TEST_F(AnIndex, finds_nothing_where_nothing_is_wanted) {
  index_->put(being, "a", entry("words"));
  EXPECT_EQ(found(""), Ids{});
  EXPECT_EQ(found("-other"), Ids{}) << "everything but is no search";
}

TEST_F(AnIndex, finds_all_that_was_said_in_a_time_that_is_named) {
  index_->put(being, "a", entry("words", 1'000));
  index_->put(being, "b", entry("more words", 2'000));
  index_->put(being, "c", entry("other ones", 3'000));
  EXPECT_EQ(found("", {{.feed = being, .from_ms = 2'000, .below_ms = 3'000}}), Ids{"b"});
  EXPECT_EQ(found("", {{.feed = being, .from_ms = 2'000}}), (Ids{"c", "b"}));
  EXPECT_EQ(found("-words", {{.feed = being, .from_ms = 2'000}}), Ids{}) << "everything but is no search then either";
}

TEST_F(AnIndex, forgets_what_was_edited_or_taken_away) {
  index_->put(being, "a", entry("heparin"));
  index_->put(being, "a", entry("warfarin"));
  EXPECT_EQ(found("heparin"), Ids{});
  EXPECT_EQ(found("warfarin"), Ids{"a"});
  index_->remove(being, "a");
  EXPECT_EQ(found("warfarin"), Ids{});
  EXPECT_TRUE(index_->remove(being, "a")) << "twice is once";
}

TEST_F(AnIndex, keeps_to_the_feeds_it_is_asked_of) {
  index_->put(being, "a", entry("violets"));
  index_->put(flowers, "b", entry("violets"));
  index_->put({StreamKind::gallery, 10, 2}, "c", entry("violets"));
  EXPECT_EQ(found("violets"), Ids{"a"});
  EXPECT_EQ(found("violets", {{flowers}}), Ids{"b"});
  EXPECT_EQ(found("violets", {{being}, {flowers}}), (Ids{"b", "a"}));
  EXPECT_EQ(found("violets", {}), Ids{});
}

TEST_F(AnIndex, shows_what_was_written_since_the_licence_and_what_is_open_to_later_ones) {
  index_->put(being, "old", entry("words", 1'000));
  index_->put(being, "new", entry("words", 2'000));
  auto open = entry("words", 500);
  open.set_open_to_later(true);
  index_->put(being, "open", open);
  EXPECT_EQ(found("words", {{being, 2'000}}), (Ids{"new", "open"}));
  EXPECT_EQ(found("words", {{being, 2'001}}), Ids{"open"});
}

// A filter by the exact time would tell, question by question, what rounding hides.
TEST_F(AnIndex, compares_the_time_as_it_is_told) {
  index_->put(being, "a", entry("words", 119'999));
  for (const std::int64_t from : {1, 59'999, 60'000}) EXPECT_EQ(found("words", {{being, 0, 60, from, 0}}), Ids{"a"});
  EXPECT_EQ(found("words", {{being, 0, 60, 60'001, 0}}), Ids{}) << "it is told as 60,000";
  EXPECT_EQ(found("words", {{being, 0, 60, 0, 60'000}}), Ids{});
  for (const std::int64_t below : {60'001, 119'999, 120'000})
    EXPECT_EQ(found("words", {{being, 0, 60, 0, below}}), Ids{"a"});
}

TEST_F(AnIndex, orders_by_the_time_as_it_is_told) {
  index_->put(being, "b", entry("words", 60'000));
  index_->put(being, "a", entry("words", 61'000));
  index_->put(being, "c", entry("words", 120'000));
  EXPECT_EQ(found("words", {{being}}), (Ids{"c", "a", "b"}));
  EXPECT_EQ(found("words", {{being, 0, 60}}), (Ids{"c", "b", "a"})) << "within a minute by their random ids";
}

TEST_F(AnIndex, gives_page_after_page) {
  for (int i = 10; i < 50; ++i) index_->put(being, std::to_string(i), entry("words", i));
  const auto page = index_->find(parse_sought("words").value(), {{being}}, 10, 5);
  EXPECT_EQ(page->found, 40u);
  ASSERT_EQ(page->hits.size(), 5u);
  EXPECT_EQ(page->hits[0].entry, "39");
  EXPECT_EQ(page->hits[4].entry, "35");
}

// Cases 9 and 11: same total, same order, same answer, whatever lies elsewhere.
TEST_F(AnIndex, what_lies_elsewhere_changes_nothing) {
  const auto other = FeedIndex::in_memory();
  Random random(testing::seed_of("elsewhere", 1));
  const std::vector<std::string> lexicon = {"heparin", "warfarin", "bleeding", "violets", "rue"};
  for (int i = 0; i < 300; ++i) {
    const auto text = random.pick(lexicon) + " " + random.pick(lexicon);
    const auto id = random.bytes(16);
    const auto at = static_cast<std::int64_t>(random.below(1'000'000));
    if (random.one_in(2)) {
      index_->put(being, id, entry(text, at));
      other->put(being, id, entry(text, at));
    } else {
      index_->put(flowers, id, entry(text + " columbines", at));
    }
  }
  for (const auto* typed : {"heparin", "violets -rue", "\"heparin warfarin\"", "columbines", "nowhere"}) {
    const auto sought = parse_sought(typed).value();
    const auto here = index_->find(sought, {{being, 0, 60}}, 0, 100);
    const auto there = other->find(sought, {{being, 0, 60}}, 0, 100);
    EXPECT_EQ(here->found, there->found) << typed;
    EXPECT_EQ(here->hits, there->hits) << typed;
  }
  EXPECT_EQ(found("columbines"), Ids{});
}

TEST_F(AnIndex, tells_of_no_more_than_ten_thousand) {
  for (std::uint32_t i = 0; i < FeedIndex::found_max + 20; ++i) index_->put(being, std::to_string(i), entry("w"));
  EXPECT_EQ(index_->find(parse_sought("w").value(), {{being}}, 0, 1)->found, FeedIndex::found_max);
  EXPECT_EQ(index_->find(parse_sought("w").value(), {{being}}, FeedIndex::found_max, 100)->hits.size(), 20u);
}

TEST(FeedIndexFiles, come_back_with_their_notes_and_hold_no_trace_of_what_was_erased_once_rewritten) {
  const testing::Scratch folder;
  const auto where = folder.path() / "search";
  {
    const auto index = FeedIndex::open(where);
    ASSERT_TRUE(index);
    for (int i = 0; i < 200; ++i)
      index->put(being, "e" + std::to_string(i),
                 entry(i == 7 ? "common yorickword" : "common canaryword" + std::to_string(i)));
    ASSERT_TRUE(index->set_note("where", "17"));
    ASSERT_TRUE(index->keep());
    ASSERT_TRUE(index->remove(being, "e7"));
    ASSERT_TRUE(index->rewrite());
    EXPECT_EQ(index->find(parse_sought("common").value(), {{being}}, 0, 1)->found, 199u) << "it goes on";
  }
  std::string bytes;
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder.path())) {
    if (!file.is_regular_file()) continue;
    std::ifstream stream(file.path(), std::ios::binary);
    bytes += std::string(std::istreambuf_iterator<char>(stream), {});
  }
  EXPECT_NE(bytes.find("canaryword"), std::string::npos) << "words lie there as they are";
  EXPECT_EQ(bytes.find("yorickword"), std::string::npos);
  const auto again = FeedIndex::open(where);
  EXPECT_EQ(again->note("where"), "17");
  EXPECT_EQ(again->find(parse_sought("canaryword8").value(), {{being}}, 0, 1)->found, 1u);
}

TEST(FeedIndexFiles, that_are_none_are_not_opened) {
  const testing::Scratch folder;
  std::ofstream(folder.path() / "search") << "no index";
  EXPECT_FALSE(FeedIndex::open(folder.path() / "search"));
}

}  // namespace
}  // namespace plenum
