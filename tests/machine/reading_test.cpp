#include "storage/machine/reading.h"

#include <iostream>
#include <set>

#include <gtest/gtest.h>

#include "storage/machine/checks.h"
#include "tests/machine/elsinore.h"

// What is unread, through every split and merge: exactly what was never read.
namespace plenum {
namespace {

using namespace cast;
using testing::Elsinore;

constexpr std::uint32_t all = 10'000;

/// A community with cursors, and beside it a plain list of who has read what.
class ReadingRoom : public Elsinore {
public:
  ReadingRoom() { raises_level(2); }

  /// Reads the thread up to a place, as a client says it: what stands there now at or before it.
  void reads_up_to(MemberId who, ThreadId id, Place place) {
    advance(cursors_[{who, id}], thread(id).arrangement(), place);
    for (const auto& [at, row] : posts_in(id)) {
      if (at <= place) read_.insert({who, row.id()});
    }
  }
  void reads(MemberId who, PostId id) { reads_up_to(who, ThreadId{post(id).thread()}, post(id).place()); }

  Reader reader(MemberId who) {
    const auto cursor_of = [this, who](ThreadId id) { return cursors_[{who, id}]; };
    return {state(), cursor_of, who, member(who).joined_place()};
  }
  std::uint32_t unread(MemberId who, ThreadId id) { return reader(who).unread(id, thread(id), all).posts; }
  Place read_up_to(MemberId who, ThreadId id) { return reader(who).read_up_to(id, thread(id)); }

  std::vector<std::pair<Place, log::ThreadPostRecord>> posts_in(ThreadId id) {
    std::vector<std::pair<Place, log::ThreadPostRecord>> rows;
    state().scan(key::ThreadPost{id, 0}, key::ThreadPost{ThreadId{id.value + 1}, 0},
                 [&](const key::Any& key, std::string_view value) {
                   auto& row = rows.emplace_back();
                   row.first = std::get<key::ThreadPost>(key).place;
                   row.second.ParseFromArray(value.data(), static_cast<int>(value.size()));
                   return true;
                 });
    return rows;
  }
  bool is_unread(MemberId who, const log::ThreadPostRecord& row, Place place) {
    return row.author() != who.value && place > member(who).joined_place() && !read_.contains({who, row.id()});
  }

private:
  std::map<std::pair<MemberId, ThreadId>, log::CursorRegister> cursors_;
  std::set<std::pair<MemberId, std::uint64_t>> read_;
};

TEST(Reading, OfPostsSplitOffGoesAlongAndReadingOnSaysNothingOfThem) {
  ReadingRoom e;
  e.writes(hamlet, p2, being);
  e.writes(hamlet, p3, being);
  e.reads(ophelia, p2);
  e.splits(polonius, being, {p2, p3}, graves, denmark);
  EXPECT_EQ(e.unread(ophelia, graves), 1u) << "p2 was read there, p3 was not";
  e.writes(hamlet, PostId{40}, being);
  e.reads(ophelia, PostId{40});
  EXPECT_EQ(e.unread(ophelia, graves), 1u) << "whoever reads on in the old thread reads nothing of the new one";
  EXPECT_EQ(e.unread(ophelia, being), 0u);
}

TEST(Reading, OfAMergedThreadIsWhatWasReadInEither) {
  ReadingRoom e;
  e.opens(hamlet, graves, denmark);
  e.writes(hamlet, p2, graves);  // p1 being, p2 graves, p3 being, 40 graves
  e.writes(hamlet, p3, being);
  e.writes(hamlet, PostId{40}, graves);
  e.reads(ophelia, p3);
  e.merges(polonius, graves, being);
  EXPECT_EQ(e.unread(ophelia, being), 2u) << "p2 stands before what was read last, and was never read";
  EXPECT_EQ(e.read_up_to(ophelia, being), e.post(p2).place() - 1) << "reading begins where it is not read";
  e.reads(ophelia, p2);
  EXPECT_EQ(e.unread(ophelia, being), 1u) << "p3 stays read though the cursor stands before it";
  e.reads(ophelia, PostId{40});
  EXPECT_EQ(e.unread(ophelia, being), 0u);
}

TEST(Reading, OfAMergedThreadIsNotAskedForTwice) {
  ReadingRoom e;
  e.opens(hamlet, graves, denmark);
  e.writes(hamlet, p2, graves);
  e.reads(ophelia, p1);
  e.reads(ophelia, p2);
  e.writes(hamlet, p3, being);
  e.merges(polonius, graves, being);
  EXPECT_EQ(e.unread(ophelia, being), 1u) << "p2 was read in the other thread";
}

TEST(Reading, AMentionThatWasReadElsewhereIsReadHere) {
  ReadingRoom e;
  e.opens(hamlet, graves, denmark);
  e.writes(hamlet, p2, graves, "Nymph!", {ophelia});
  e.reads(ophelia, p2);
  e.writes(hamlet, p3, being);
  e.merges(polonius, graves, being);
  EXPECT_FALSE(e.reader(ophelia).unread(being, e.thread(being), all).mentioned);
  e.writes(hamlet, PostId{40}, being, "Nymph!", {ophelia});
  EXPECT_TRUE(e.reader(ophelia).unread(being, e.thread(being), all).mentioned);
}

TEST(Reading, WithoutSplitsAndMergesNoRowGrows) {
  ReadingRoom e;
  e.writes(hamlet, p2, being);
  const auto row = e.posts_in(being).back().second;
  EXPECT_EQ(row.since(), 0u);
  EXPECT_EQ(row.stays_size(), 0);
  EXPECT_EQ(e.thread(being).arrangement(), 0u);
}

/// Writes, reads, splits and merges at random.
class RandomReading : public ReadingRoom {
public:
  explicit RandomReading(std::uint64_t seed) : random_(seed), threads_{being} {}

  void happens_something() {
    switch (random_.below(8)) {
      case 0:
        return split();
      case 1:
        return merge();
      case 2:
      case 3:
        return read();
      default:
        return write();
    }
  }
  void check(const std::string& when) {
    for (const auto who : {hamlet, ophelia, polonius}) {
      for (const auto id : threads_) check(who, id, when);
    }
  }
  std::size_t posts() const { return posts_; }
  std::size_t arrangements() const { return arrangements_; }

private:
  void check(MemberId who, ThreadId id, const std::string& when) {
    std::uint32_t expected = 0;
    Place first = 0;
    for (const auto& [place, row] : posts_in(id)) {
      if (!is_unread(who, row, place)) continue;
      if (expected++ == 0) first = place;
    }
    ASSERT_EQ(unread(who, id), expected) << when << ", member " << who.value << ", thread " << id.value;
    ASSERT_EQ(reader(who).has_unread(id, thread(id)), expected > 0) << when;
    if (expected > 0) {
      ASSERT_LT(read_up_to(who, id), first) << when;
    }
  }
  MemberId somebody() { return MemberId{polonius.value + random_.below(3)}; }
  ThreadId some_thread() { return random_.pick(threads_); }

  void write() {
    now_ms += static_cast<std::int64_t>(random_.below(3));
    const PostId id{1'000 + posts_++};
    if (random_.below(6) > 0) return writes(somebody(), id, some_thread());
    threads_.emplace_back(10'000 + posts_);
    const auto who = somebody();
    opens(who, threads_.back(), denmark);
    writes(who, id, threads_.back());
  }
  void read() {
    const auto id = some_thread();
    const auto rows = posts_in(id);
    reads_up_to(somebody(), id, rows[random_.below(rows.size())].first);
  }
  void split() {
    const auto id = some_thread();
    std::vector<PostId> chosen;
    for (const auto& [place, row] : posts_in(id)) {
      if (random_.below(2) == 0) chosen.emplace_back(row.id());
    }
    if (chosen.empty() || chosen.size() == posts_in(id).size()) return;
    threads_.emplace_back(20'000 + ++arrangements_);
    splits(polonius, id, chosen, threads_.back(), denmark);
  }
  void merge() {
    const auto from = some_thread();
    const auto into = some_thread();
    if (from == into) return;
    merges(polonius, from, into);
    ++arrangements_;
    std::erase(threads_, from);
  }

  testing::Random random_;
  std::vector<ThreadId> threads_;
  std::size_t posts_ = 0;
  std::size_t arrangements_ = 0;
};

TEST(Reading, IsRightAfterAnyRunOfPostsReadsSplitsAndMerges) {
  constexpr int runs = 60;
  constexpr int steps = 120;
  std::size_t posts = 0;
  std::size_t arrangements = 0;
  const auto first_seed = testing::seed_of("reading", 1);
  for (std::uint64_t seed = first_seed; seed < first_seed + runs; ++seed) {
    RandomReading e(seed);
    for (int i = 0; i < steps; ++i) {
      e.happens_something();
      ASSERT_NO_FATAL_FAILURE(e.check("seed " + std::to_string(seed) + " step " + std::to_string(i)));
    }
    posts += e.posts();
    arrangements += e.arrangements();
  }
  std::cout << runs << " runs, " << posts << " posts, " << arrangements << " splits and merges\n";
}

TEST(Watching, IsInheritedByWhatIsSplitOffAndThenItsOwn) {
  ReadingRoom e;
  e.watches(ophelia, being, v1::FOLLOWED);
  e.watches(hamlet, being, v1::MUTED);
  e.writes(hamlet, p2, being);
  e.splits(polonius, being, {p2}, graves, denmark);
  const auto watch = [&](MemberId who, ThreadId id) { return watch_of(e.state(), who, id, e.thread(id)); };
  EXPECT_EQ(watch(ophelia, graves), v1::FOLLOWED);
  EXPECT_EQ(watch(hamlet, graves), v1::MUTED);
  EXPECT_EQ(watch(polonius, graves), v1::NORMAL);
  e.watches(ophelia, being, v1::MUTED);
  EXPECT_EQ(watch(ophelia, graves), v1::FOLLOWED) << "what is said of the old one later is said of it alone";
  e.watches(polonius, being, v1::FOLLOWED);
  EXPECT_EQ(watch(polonius, graves), v1::NORMAL);
  e.watches(hamlet, graves, v1::NORMAL);
  EXPECT_EQ(watch(hamlet, graves), v1::NORMAL) << "unmuted here, it stays so";
  EXPECT_EQ(watch(hamlet, being), v1::MUTED);
  EXPECT_EQ(check_watch_thread(e.state(), e.as(ophelia), graves, v1::FOLLOWED)->code, v1::NOTHING_CHANGED);
}

TEST(Watching, IsInheritedFromSplitToSplit) {
  ReadingRoom e;
  e.watches(ophelia, being, v1::FOLLOWED);
  e.writes(hamlet, p2, being);
  e.writes(hamlet, p3, being);
  e.splits(polonius, being, {p2, p3}, graves, denmark);
  const ThreadId third{22};
  e.splits(polonius, graves, {p3}, third, denmark);
  e.watches(ophelia, graves, v1::NORMAL);
  EXPECT_EQ(watch_of(e.state(), ophelia, third, e.thread(third)), v1::FOLLOWED);
}

}  // namespace
}  // namespace plenum
