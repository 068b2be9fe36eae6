#include "storage/log/redis/line.h"
#include "tests/cluster/two_nodes.h"

// Somebody's hand was in the stream: what does not fit stops a node's writes, and is never skipped.
namespace plenum::test {
namespace {

/// Hamlet writes while Horatio's node is away, which then has to read what lies in Redis.
class ADamagedLog : public TwoNodes {
protected:
  using Entries = std::vector<std::pair<std::string, std::string>>;  // id, bytes

  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(TwoNodes::SetUp());
    ASSERT_TRUE(eventually([this] { return tail_of(horatio_) == tail_of(hamlet_); }));
    horatio_.kill();
    ASSERT_TRUE(writes_in_the_end(hamlet_, post("Whole.")));
  }
  redis::Reply ask(const std::vector<std::string_view>& words) {
    constexpr std::chrono::seconds patience{20};
    std::string why;
    const auto line = redis::Line::open(redis_.settings("").address, patience, why);
    return line ? line->call(words, patience) : nullptr;
  }
  Entries entries() {
    Entries found;
    const auto all = ask({"XRANGE", "elsinore:log", "-", "+"});
    for (std::size_t i = 0; all && i < all->elements; ++i) {
      const auto* entry = all->element[i];
      found.emplace_back(redis::text_of(entry->element[0]), redis::text_of(entry->element[1]->element[1]));
    }
    return found;
  }
  void put(const Entries& changed) {
    ask({"DEL", "elsinore:log"});
    for (const auto& [id, bytes] : changed) ask({"XADD", "elsinore:log", id, "b", bytes});
  }
  void horatio_stops_at_it(const std::string& how) {
    ASSERT_NO_FATAL_FAILURE(horatio_.start()) << "it is served for reading";
    EXPECT_TRUE(eventually([this] { return !takes_writes(horatio_); }));
    const auto why = status_of(horatio_).halted_because();
    EXPECT_NE(why.find("cannot be taken: " + how), std::string::npos) << why;
    EXPECT_NE(write(horatio_, post("I go on.")), "");
    EXPECT_EQ(words_on(horatio_), std::vector<std::string>{"Or not?"}) << "nor what comes after it";
  }
  // As the sentence says.
  void an_operator_mends_it(const std::vector<std::string>& words) {
    const auto said = said_by("plenumctl", "--data " + hamlet_.data().string() + " log reseed");
    EXPECT_NE(said.find("Sealed"), std::string::npos) << said;
    horatio_.kill();
    ASSERT_NO_FATAL_FAILURE(horatio_.start());
    both_show(words);
    both_keep_the_same();
  }
};

TEST_F(ADamagedLog, with_an_entry_that_does_not_parse_stops_who_reads_it) {
  auto changed = entries();
  changed.back().second = "Words, words, words.";
  put(changed);
  ASSERT_TRUE(writes_in_the_end(hamlet_, post("After it.")));
  horatio_stops_at_it("it does not parse");
  an_operator_mends_it({"Or not?", "Whole.", "After it."});
}

TEST_F(ADamagedLog, with_an_entry_whose_hash_does_not_fit_stops_who_reads_it) {
  auto changed = entries();
  auto& bytes = changed.back().second;
  const auto at = bytes.find("Whole.");
  ASSERT_NE(at, std::string::npos);
  bytes[at] = 'H';
  put(changed);
  ASSERT_TRUE(writes_in_the_end(hamlet_, post("After it.")));
  horatio_stops_at_it("a payload was altered");
  an_operator_mends_it({"Or not?", "Whole.", "After it."});
}

TEST_F(ADamagedLog, without_its_end_stops_who_lacks_it) {
  auto changed = entries();
  changed.pop_back();
  put(changed);
  horatio_stops_at_it("it is missing");
  an_operator_mends_it({"Or not?", "Whole."});
}

}  // namespace
}  // namespace plenum::test
