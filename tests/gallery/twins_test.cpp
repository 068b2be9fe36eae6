#include <cstdio>
#include <map>

#include <gtest/gtest.h>

#include "server/search/feed_search.h"
#include "server/search/week_count.h"
#include "storage/machine/streams.h"
#include "storage/machine/trend_weeks.h"
#include "storage/rocks/keys.h"
#include "tests/gallery/box.h"

// Two worlds that differ only in what an observer may not see: other topics, what is kept among members, held posts,
// staff notes, reactions, identities. Their gallery tables are the same, byte for byte.
namespace plenum {
namespace {

using namespace cast;
using testing::Box;
using testing::Random;

const std::string gallery_tables = "GJjgfFUuBLlOVDXR";

using Rows = std::map<std::string, std::string>;

// All that the gallery is made of: its tables, its streams, its deadlines.
Rows gallery_of(const Pending& state) {
  Rows rows;
  for (const auto& [key, record] : state.entries()) {
    if (!record) continue;
    const auto any = *decode_key(key);
    bool ours = gallery_tables.find(key[0]) != std::string::npos;
    if (const auto* head = std::get_if<key::StreamHead>(&any))
      ours = head->stream.kind == StreamKind::gallery || head->stream.kind == StreamKind::company;
    if (const auto* entry = std::get_if<key::StreamEntry>(&any))
      ours = entry->stream.kind == StreamKind::gallery || entry->stream.kind == StreamKind::company;
    if (const auto* deadline = std::get_if<key::Deadline>(&any)) ours = deadline->kind >= log::GALLERY_RELEASES;
    if (ours) rows.emplace(key, *record);
  }
  return rows;
}

// What is found by words that stand in one world or both, and what is counted of each week: as answers would say it.
void add_answers(const View& state, Rows& rows) {
  const auto index = FeedIndex::in_memory();
  std::map<std::pair<std::uint8_t, std::int64_t>, std::vector<CountedPost>> weeks;
  std::vector<FeedScope> scopes;
  for (const auto embargo : {testing::now, testing::hour, testing::day}) {
    const auto feed = Box::stream(embargo);
    scopes.push_back({feed, 0, 60, 0, 0});
    for (std::uint64_t offset = 1; offset <= stream_head(state, feed); ++offset) {
      const auto change = *state.get(key::StreamEntry{feed, offset});
      ASSERT_TRUE(index_change(*index, feed, change, state));
      const auto entry = state.get(key::GalleryEntry{denmark, feed.embargo, change.gallery_entry()});
      if (entry && entry->order() == offset && entry->state() == log::ENTRY_STANDS)
        weeks[{feed.embargo, monday_of(entry->written_at_ms())}].push_back({entry->author_token(), entry->text()});
    }
  }
  for (const auto* words : {"words", "unseen", "name", "words -unseen", "\"words unseen\""}) {
    const auto found = index->find(*parse_sought(words), scopes, 0, 100);
    auto& row = rows[std::string("?") + words] = std::to_string(found->found);
    for (const auto& hit : found->hits) row += " " + hit.entry;
  }
  for (const auto& [week, posts] : weeks) {
    log::TrendsFixed fact;
    count_week(posts, 2, fact);
    rows["?week " + std::to_string(week.first) + " " + std::to_string(week.second)] = fact.SerializeAsString();
  }
}

/// One world. `common` decides what both share, `own` what only this one has; `much`: how much of that.
class World {
public:
  World(std::uint64_t common, std::uint64_t own, std::uint64_t much)
      : common_(common), own_(own), much_(much), box_(1 + static_cast<std::uint32_t>(common % 4)) {
    box_.opens_topic(wittenberg);
    for (std::uint64_t i = 0; i < 5; ++i) {
      const MemberId id{100 + i};
      box_.joins(id, v1::MEMBER, "name" + std::to_string(own_.next()));
      box_.describes(id, i < 3 ? "cardiology" : "surgery", i < 2 ? "Benelux" : "Nordics");
      authors_.push_back(id);
    }
    box_.charters(denmark, {testing::now, testing::hour, testing::day}, common_.one_in(2), box_.now_ms);
    box_.company(CompanyId{70});
    for (std::uint64_t i = 0; i < 3; ++i) {
      threads_.emplace_back(200 + i);
      box_.opens(authors_[i], threads_.back(), denmark, "Thread " + std::to_string(i));
    }
    ours_.emplace_back(300);
    box_.opens(claudius, ours_.back(), wittenberg);
  }

  Rows run(int steps) {
    for (int i = 0; i < steps; ++i) {
      const auto before = box_.now_ms;
      const auto after = before + static_cast<std::int64_t>(common_.below(testing::hour_ms));
      for (auto n = own_.below(much_ + 1); n > 0; --n) {
        box_.now_ms += static_cast<std::int64_t>(own_.below(static_cast<std::uint64_t>(after - box_.now_ms + 1)));
        look_at_the_clock();
        happens_unseen();
      }
      box_.now_ms = after;
      look_at_the_clock();
      happens_in_both();
    }
    box_.passes(8 * 24 * testing::hour_ms);
    auto rows = gallery_of(box_.state());
    add_answers(box_.state(), rows);
    return rows;
  }

private:
  // As the sequencer does before each batch.
  void look_at_the_clock() {
    bool due = false;
    box_.state().scan(key::Deadline{INT64_MIN, 0, ""}, key::Deadline{box_.now_ms + 1, 0, ""},
                      [&](const key::Any&, std::string_view) { return !(due = true); });
    if (due) box_.advances();
  }

  void happens_in_both() {
    const auto text = "Words " + std::to_string(common_.next());
    const auto by = common_.pick(authors_);
    if (posts_.empty() || common_.one_in(2)) {
      posts_.emplace_back(1'000 + posts_.size());
      const auto parent = posts_.size() > 1 && common_.one_in(3) ? posts_[posts_.size() - 2] : PostId{};
      return box_.writes(by, posts_.back(), common_.pick(threads_), text, {}, parent);
    }
    const auto post = common_.pick(posts_);
    const MemberId author{box_.state().get(key::Post{post})->author()};
    switch (common_.below(8)) {
      case 0:
        return box_.withdraws(author, post);
      case 1:
        return box_.deletes(author, post);
      case 2:
        return box_.hides(polonius, post);
      case 3:
        return box_.erases(post);
      case 4:
        return box_.begins_epoch(denmark);
      case 5:
        return box_.narrows(post, "~" + text.substr(0, 7));
      default:
        return box_.edits(author, post, text);
    }
  }

  void happens_unseen() {
    const auto by = own_.pick(authors_);
    const auto text = "Unseen " + std::to_string(own_.next());
    const PostId fresh{own_.next() | 1ULL << 62};
    switch (own_.below(10)) {
      case 0:
        ours_.emplace_back(own_.next() | 1ULL << 62);
        return box_.opens(by, ours_.back(), wittenberg, text);
      case 1:
        return box_.writes(by, fresh, own_.pick(ours_), text);
      case 2:
        box_.next_is_for_members();
        unseen_.push_back(fresh);
        return box_.writes(by, fresh, own_.pick(threads_), text, {own_.pick(authors_)});
      case 3:
        return box_.writes_held(by, fresh, own_.pick(threads_), text);
      case 4:
        box_.writes_held(by, fresh, own_.pick(threads_), text);
        return box_.decides(polonius, fresh, false, "No.");
      case 5:
        return box_.notes(polonius, NoteId{own_.next()}, own_.pick(threads_), text);
      case 6:
        if (!posts_.empty()) box_.reacts(by, own_.pick(posts_), own_.one_in(2) ? "a" : "b");
        return;
      case 7:
        return box_.session(by, own_.bytes(32), box_.now_ms + static_cast<std::int64_t>(own_.below(100'000)));
      case 8:
        box_.next_is_for_members();
        ours_.emplace_back(own_.next() | 1ULL << 62);
        return box_.opens(by, ours_.back(), denmark, text);
      default:
        if (!unseen_.empty()) box_.edits(by, own_.pick(unseen_), text);
    }
  }

  static constexpr TopicId wittenberg{12};
  Random common_;
  Random own_;
  const std::uint64_t much_;
  Box box_;
  std::vector<MemberId> authors_;
  std::vector<ThreadId> threads_;
  std::vector<ThreadId> ours_;  // this world's alone
  std::vector<PostId> posts_;
  std::vector<PostId> unseen_;
};

std::string first_difference(const Rows& a, const Rows& b) {
  for (const auto& [key, record] : a) {
    const auto found = b.find(key);
    if (found == b.end()) return std::string("only one has a row of ") + key[0];
    if (found->second != record) return std::string("a row differs of ") + key[0];
  }
  return a.size() == b.size() ? "" : "the other has more rows";
}

TEST(Twins, WhatAnObserverMayNotSeeChangesNoByteOfTheGallery) {
  const auto runs = testing::count_from("PLENUM_TWINS", 200);
  const auto first = testing::seed_of("twins", 1);
  std::uint64_t differing = 0;
  std::size_t rows = 0;
  for (auto seed = first; seed < first + runs; ++seed) {
    const auto quiet = World(seed, 2 * seed, 0).run(60);
    const auto loud = World(seed, 2 * seed + 1, 6).run(60);
    const auto difference = first_difference(quiet, loud);
    rows += quiet.size();
    if (difference.empty()) continue;
    ++differing;
    ADD_FAILURE() << "seed " << seed << ": " << difference;
  }
  EXPECT_GT(rows, runs * 50) << "there is something to compare";
  std::printf("%llu twin runs, %llu differing\n", static_cast<unsigned long long>(runs),
              static_cast<unsigned long long>(differing));
}

}  // namespace
}  // namespace plenum
