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
// staff notes, reactions, identities, what other companies ask and who offers themselves to it. Their gallery tables
// are the same, byte for byte.
namespace plenum {
namespace {

using namespace cast;
using testing::Box;
using testing::Random;

const std::string gallery_tables = "GJjgfFUuBLlOVDXR";

constexpr CompanyId ours{70};     // whose gallery it is
constexpr CompanyId another{71};  // that asks and is answered unseen

using Rows = std::map<std::string, std::string>;

// Of the feeds, and of our company: another's is its own.
bool is_heard(const StreamId& stream) {
  return stream.kind == StreamKind::gallery || stream == StreamId::of_company(ours);
}

// All that the gallery is made of: its tables, its streams, its deadlines.
Rows gallery_of(const Pending& state) {
  Rows rows;
  for (const auto& [key, record] : state.entries()) {
    if (!record) continue;
    const auto any = *decode_key(key);
    bool is_ours = gallery_tables.find(key[0]) != std::string::npos;
    if (const auto* head = std::get_if<key::StreamHead>(&any)) is_ours = is_heard(head->stream);
    if (const auto* entry = std::get_if<key::StreamEntry>(&any)) is_ours = is_heard(entry->stream);
    if (const auto* deadline = std::get_if<key::Deadline>(&any)) is_ours = deadline->kind >= log::GALLERY_RELEASES;
    if (const auto* request = std::get_if<key::Request>(&any)) is_ours = state.get(*request)->company() == ours.value;
    if (is_ours) rows.emplace(key, *record);
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
    box_.company(ours);
    box_.company(another, "England");
    asks(ours, RequestId{400}, denmark);
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
    switch (own_.below(13)) {
      case 9:
      case 10:
      case 11:
        return another_is_heard(by);
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

  void asks(CompanyId company, RequestId id, TopicId topic) {
    log::Event e;
    auto& fact = *e.mutable_request_asked();
    fact.set_request(id.value);
    fact.set_company(company.value);
    fact.set_kind(v1::LICENCE_RESEARCH);
    fact.set_topic(topic.value);
    log::RequestWords words;
    words.set_title("Asked " + std::to_string(id.value));
    words.set_words("In doubt?");
    box_.happens(e, {{log::REQUEST, words.SerializeAsString()}});
  }

  // A company asks where ours listens and where it does not, is answered by the chair, and members offer themselves.
  void another_is_heard(MemberId by) {
    if (asked_.empty() || own_.one_in(3)) {
      asked_.emplace_back(own_.next() | 1ULL << 62);
      return asks(another, asked_.back(), own_.one_in(2) ? denmark : wittenberg);
    }
    const auto id = own_.pick(asked_);
    const auto words = "Unseen " + std::to_string(own_.next());
    log::Event e;
    switch (own_.below(4)) {
      case 0:
        e.mutable_request_decided()->set_request(id.value);
        e.mutable_request_decided()->set_accepted(own_.one_in(2));
        box_.next_is_a_command(polonius);
        return box_.happens(e, {{log::ANSWER, words}});
      case 1:
        e.mutable_request_answered()->set_request(id.value);
        box_.next_is_a_command(polonius);
        return box_.happens(e, {{log::ANSWER, words}});
      case 2: {
        // As a thread in a topic that nobody of ours hears.
        ours_.emplace_back(own_.next() | 1ULL << 62);
        auto& opened = *e.mutable_thread_opened();
        opened.set_thread(ours_.back().value);
        opened.set_topic(wittenberg.value);
        opened.set_opened_by(polonius.value);
        opened.set_opened_at_ms(box_.now_ms);
        opened.set_request(id.value);
        return box_.happens(e, {{log::TITLE, words}});
      }
      default:
        e.mutable_offer_made()->set_request(id.value);
        e.mutable_offer_made()->set_offers(own_.one_in(2));
        box_.next_is_a_command(by);
        return box_.happens(e, {{log::OFFER, words}});
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
  std::vector<RequestId> asked_;  // by another company
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
