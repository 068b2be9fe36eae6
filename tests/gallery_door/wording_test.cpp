// What stands around members' words is each company's own: a copy without ids and pseudonyms still says where it came
// from, and nothing in it leads from one post to another.
#include "server/gallery/wording.h"

#include <cmath>
#include <set>

#include "server/admin/traces.h"
#include "server/gallery/tracing.h"
#include "tests/gallery_door/room.h"

namespace plenum::test {
namespace {

const MasterKey key{std::string(32, 'k')};

class Traced : public ::testing::Test {
protected:
  Traced() {
    hamlet_ = room_.member("hamlet", "Philosophy", "Denmark");
    ophelia_ = room_.member("ophelia", "Botany", "Denmark");
    being_ = room_.topic("On being");
    room_.charter(being_, {v1::EMBARGO_NONE});
    for (const auto* name : {"Norway & Sons", "England"}) {
      companies_.push_back(room_.company(name));
      room_.exporting(companies_.back(), {being_}, 5);
      seats_.emplace_back(room_, room_.token(room_.seat(companies_.back())));
    }
    thread_ = room_.thread(hamlet_, being_, "To be", "To be, or not.");
    room_.post(ophelia_, thread_, "There is rosemary.");
  }

  std::vector<Json> posts(Observing& seat) {
    std::vector<Json> all;
    const auto feed = seat.call("ReadFeed", {{"topic", seat.topic()}});
    for (const auto& update : feed.value("updates", Json::array())) {
      if (update.contains("post")) all.push_back(update["post"]);
    }
    return all;
  }
  std::string exported(Observing& seat, const char* format) {
    Json wanted = Json::array();
    for (const auto& post : posts(seat)) wanted.push_back({{"topic", seat.topic()}, {"post", post["id"]}});
    seat.wish("TakeExtracts", {{"wanted", wanted}});
    v1::ExportExtractsReply file;
    EXPECT_FALSE(decode(Coding::json, seat.wish("ExportExtracts", {{"format", format}}).dump(), file));
    return file.content();
  }
  v1::TraceTextReply traced(const std::string& text) { return plenum::traced(room_.store->view(), room_.voices, text); }
  /// Empty: not known.
  std::string whose(const std::string& text) {
    const auto reply = traced(text);
    return reply.companies_size() == 0 ? std::string() : reply.companies(0).company();
  }

  Room room_;
  MemberId hamlet_, ophelia_;
  TopicId being_;
  ThreadId thread_;
  std::vector<CompanyId> companies_;
  std::vector<Observing> seats_;
};

TEST_F(Traced, a_page_an_export_and_the_notice_each_name_the_company_they_came_from) {
  const char* names[] = {"Norway & Sons", "England"};
  for (std::size_t i = 0; i < 2; ++i) {
    for (const auto* format : {"EXTRACT_PAGE", "EXTRACT_JSON"}) {
      const auto reply = traced(exported(seats_[i], format));
      ASSERT_GT(reply.companies_size(), 0) << format;
      EXPECT_EQ(reply.companies(0).company(), names[i]) << format;
      EXPECT_EQ(reply.companies(0).fits(), reply.found());
      EXPECT_GE(reply.found(), 11u) << "the notice, two authors, one scope";
      EXPECT_LT(reply.companies(0).chance(), 1e-5);
      for (int other = 1; other < reply.companies_size(); ++other)
        EXPECT_LT(reply.companies(other).fits(), reply.found());
    }
  }
  const auto norway = seats_[0].wish("GetOwn")["notice"];
  const auto england = seats_[1].wish("GetOwn")["notice"];
  ASSERT_EQ(norway.size(), 8u);
  EXPECT_NE(norway, england);
}

TEST_F(Traced, what_members_said_is_the_same_for_every_company) {
  const auto norway = posts(seats_[0]);
  const auto england = posts(seats_[1]);
  ASSERT_EQ(norway.size(), 2u);
  for (std::size_t i = 0; i < norway.size(); ++i) EXPECT_EQ(norway[i]["text"], england[i]["text"]);
}

TEST_F(Traced, a_copy_that_was_wrapped_and_escaped_on_its_way_is_still_known) {
  std::string copy;
  for (auto& sentence : room_.voices.of(companies_[0])->wording().notice()) {
    for (const auto c : sentence) copy += c == ' ' ? std::string(" \r\n\t") : std::string(1, c);
    copy += "\xC2\xA0";
  }
  EXPECT_EQ(whose(copy), "Norway & Sons");
}

TEST_F(Traced, a_text_without_a_wording_of_ours_is_not_known_and_one_that_fits_nobody_neither) {
  EXPECT_EQ(traced("To be, or not. There is rosemary.").found(), 0u);
  EXPECT_EQ(whose("To be, or not. There is rosemary."), "");
  std::string of_none;
  for (const auto& item : notice_items()) {
    for (std::size_t way = 0; way < item.ways.size(); ++way) {
      const auto is_ones = [&](CompanyId id) { return room_.voices.of(id)->wording().way(item) == way; };
      if (is_ones(companies_[0]) || is_ones(companies_[1])) continue;
      of_none += item.ways[way] + " ";
      break;
    }
  }
  EXPECT_EQ(traced(of_none).found(), 8u);
  EXPECT_EQ(whose(of_none), "");
}

// What was looked through is bounded, the newest of each feed first, and what is older is had by asking again.
TEST_F(Traced, how_far_it_looked_is_said_and_what_is_older_is_had_page_by_page) {
  const auto flowers = room_.topic("On flowers");
  room_.charter(flowers, {v1::EMBARGO_NONE});
  room_.thread(ophelia_, flowers, "Columbines", "There is fennel for you.");
  const auto copy = posts(seats_[0])[0]["label"].get<std::string>();  // hamlet's, whose post is the oldest
  const auto page = [&](std::uint64_t skip, std::uint64_t news_max) {
    return plenum::traced(room_.store->view(), room_.voices, copy, {skip, news_max});
  };
  const auto whole = page(0, 100);
  EXPECT_EQ(whole.looked_through(), 3u);
  EXPECT_EQ(whole.found(), 1u);
  EXPECT_EQ(whole.next_skip(), 0u);
  EXPECT_LE(whole.from_ms(), whole.to_ms());

  const auto newest = page(0, 2);
  EXPECT_EQ(newest.looked_through(), 2u) << "one of each topic";
  EXPECT_EQ(newest.found(), 0u);
  ASSERT_EQ(newest.next_skip(), 1u);
  const auto older = page(newest.next_skip(), 2);
  EXPECT_EQ(older.looked_through(), 1u);
  EXPECT_EQ(older.found(), 1u);
  EXPECT_EQ(older.next_skip(), 0u);
  EXPECT_EQ(older.from_ms(), whole.from_ms());

  EXPECT_EQ(page(0, 3).looked_through(), 3u) << "what a short feed leaves is the longer ones'";
  EXPECT_EQ(page(9, 3).looked_through(), 0u);
  EXPECT_EQ(page(~0ULL, 3).next_skip(), 0u);
  room_.edit(hamlet_, room_.post(hamlet_, thread_, "Or to sleep."), "Or to dream.");
  EXPECT_EQ(page(0, 100).looked_through(), 4u) << "an edit is no post of its own";
}

TEST_F(Traced, one_label_alone_is_too_little) {
  const auto label = posts(seats_[0])[0]["label"].get<std::string>();
  EXPECT_EQ(traced("Said by " + label + ".").found(), 1u);
  EXPECT_EQ(whose("Said by " + label + "."), "") << "one of eight ways fits by chance far too often";
}

TEST_F(Traced, all_of_whom_the_same_is_said_are_described_alike) {
  const auto laertes = room_.member("laertes", "Philosophy", "Denmark");
  const auto flowers = room_.topic("On flowers");
  room_.charter(flowers, {v1::EMBARGO_NONE});
  room_.post(laertes, thread_, "And now?");
  const auto all = posts(seats_[0]);
  EXPECT_EQ(all[0]["label"], all[2]["label"]);
  EXPECT_NE(all[0]["pseudonym"], all[2]["pseudonym"]);
}

TEST(Wording, says_what_there_is_where_one_half_of_a_label_is_missing) {
  const Wording wording(key, "a company");
  EXPECT_EQ(wording.label("Botany", ""), "Botany");
  EXPECT_EQ(wording.label("", "Denmark"), "Denmark");
  EXPECT_EQ(wording.label("", ""), "");
}

TEST(Wording, of_many_companies_takes_every_way_about_as_often) {
  const auto item = label_item("Botany", "Denmark");
  std::vector<int> times(item.ways.size());
  for (int company = 0; company < 8'000; ++company) {
    const Wording wording(key, std::to_string(company));
    ++times[wording.way(item)];
    if (company < 100) EXPECT_EQ(wording.label("Botany", "Denmark"), wording.of(item));
  }
  for (const auto count : times) EXPECT_NEAR(count, 1'000, 200);
}

TEST(Wording, has_no_two_items_and_no_two_ways_that_are_alike) {
  std::vector<SaidItem> all = notice_items();
  all.push_back(label_item("Botany", "Denmark"));
  all.push_back(label_item("Bot", "anyDenmark"));
  all.push_back(scope_item(v1::LICENCE_OBSERVE, "To listen."));
  std::set<std::string> names, ways;
  std::size_t count = 0;
  for (const auto& item : all) {
    names.insert(item.name);
    for (const auto& way : item.ways) ways.insert(comparable(way)), ++count;
  }
  EXPECT_EQ(names.size(), all.size());
  EXPECT_EQ(ways.size(), count);
}

TEST(Tracing, finds_the_longer_words_and_not_what_is_their_end) {
  const std::vector<SaidItem> items = {label_item("Surgery", "Denmark"), label_item("Heart surgery", "Denmark")};
  const auto found = find_wordings("By heart surgery; Denmark, and so on", items);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].item, &items[1]);
  EXPECT_EQ(found[0].ways, (std::vector<std::size_t>{2}));
  EXPECT_TRUE(find_wordings("neurosurgery, denmark", items).empty()) << "not inside a word";
  const std::vector<SaidItem> others = {label_item("Anatomy", "Denmark"), label_item("Comparative anatomy", "Denmark")};
  const auto longer = find_wordings("By comparative anatomy, Denmark", others);
  ASSERT_EQ(longer.size(), 1u) << "by their length, not by the alphabet";
  EXPECT_EQ(longer[0].item, &others[1]);
}

TEST(Tracing, tells_the_chance_as_it_is) {
  const SaidItem four{"four", {"a1", "b1", "c1", "d1"}}, two{"two", {"e1", "f1"}};
  const std::vector<FoundWording> found = {{&four, {0}}, {&two, {1}}};
  EXPECT_DOUBLE_EQ(chance_of(2, found), 0.125);
  EXPECT_DOUBLE_EQ(chance_of(1, found), 1 - 0.75 * 0.5);
  EXPECT_DOUBLE_EQ(chance_of(0, found), 1);
  EXPECT_DOUBLE_EQ(chance_of(0, {}), 1);
  EXPECT_NEAR(chance_among(0.125, 3), 1 - std::pow(0.875, 3), 1e-12);
  EXPECT_NEAR(chance_among(1e-18, 10), 1e-17, 1e-20) << "small ones are not lost";
}

}  // namespace
}  // namespace plenum::test
