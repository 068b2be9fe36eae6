#include <gtest/gtest.h>

#include "storage/machine/forward.h"
#include "storage/machine/streams.h"
#include "tests/machine/elsinore.h"

// What the chair does to threads, and what stays as it was.
namespace plenum {
namespace {

using namespace cast;
using testing::Elsinore;

const PostId p4{33};

/// Two topics, and in `being` three posts, the second by Ophelia.
class Castle : public Elsinore {
public:
  Castle() {
    raises_level(2);
    opens_topic(norway, "Norway");
    now_ms += 10;
    writes(ophelia, p2, being, "Nor I.", {hamlet});
    now_ms += 10;
    writes(hamlet, p3, being, "Nor they.");
  }
  log::TopicRecord topic(TopicId id) { return *state().get(key::Topic{id}); }

  /// What the stream told since, in words.
  std::vector<std::string> told(const StreamId& stream, std::uint64_t since) {
    std::vector<std::string> all;
    state().scan(key::StreamEntry{stream, since + 1}, key::StreamEntry{stream, ~0ULL},
                 [&](const key::Any&, std::string_view value) {
                   log::StreamEntryRecord entry;
                   entry.ParseFromArray(value.data(), static_cast<int>(value.size()));
                   switch (entry.change_case()) {
                     case log::StreamEntryRecord::kThread:
                       all.push_back("thread " + std::to_string(entry.thread()));
                       break;
                     case log::StreamEntryRecord::kThreadLeft:
                       all.push_back("left " + std::to_string(entry.thread_left()));
                       break;
                     case log::StreamEntryRecord::kThreadArrived:
                       all.push_back("arrived " + std::to_string(entry.thread_arrived()));
                       break;
                     case log::StreamEntryRecord::kPostGone:
                       all.push_back("gone " + std::to_string(entry.post_gone().post()));
                       break;
                     default:
                       all.emplace_back("other");
                   }
                   return true;
                 });
    return all;
  }
  std::uint64_t head(const StreamId& stream) { return stream_head(state(), stream); }
};

TEST(ChairThreads, APinEndsByADeadlineOfTheLog) {
  Castle e;
  e.pins(polonius, being, true, e.now_ms + 50);
  EXPECT_TRUE(e.thread(being).pinned());
  EXPECT_TRUE(e.state().get(key::Pinned{denmark, being}));
  e.now_ms += 49;
  e.advances();
  EXPECT_TRUE(e.thread(being).pinned());
  e.now_ms += 1;
  e.advances();
  EXPECT_FALSE(e.thread(being).pinned());
  EXPECT_FALSE(e.state().get(key::Pinned{denmark, being}));
}

TEST(ChairThreads, APinMadeAnewHasOneEndAndUnpinnedHasNone) {
  Castle e;
  e.pins(polonius, being, true, e.now_ms + 10);
  e.pins(polonius, being, true, e.now_ms + 30);
  e.now_ms += 10;
  e.advances();
  EXPECT_TRUE(e.thread(being).pinned()) << "the first end is forgotten";
  e.pins(polonius, being, false);
  EXPECT_EQ(e.rows(key::Deadline{INT64_MIN, 0, ""}, key::Deadline{INT64_MAX, 255, ""}), 0u);
}

TEST(ChairThreads, AClosedThreadSaysHowItEnded) {
  Castle e;
  e.closes(polonius, being, true, v1::RESOLUTION_ANSWERED, "Let be.");
  EXPECT_EQ(e.thread(being).resolution(), v1::RESOLUTION_ANSWERED);
  EXPECT_EQ(e.thread(being).resolution_words(), "Let be.");
  EXPECT_EQ(e.thread(being).closed_by(), polonius.value);
  e.closes(polonius, being, false);
  EXPECT_FALSE(e.thread(being).closed());
  EXPECT_EQ(e.thread(being).resolution_words(), "");
}

TEST(ChairThreads, AMoveTakesPostsCountsAndPlacesAlong) {
  Castle e;
  const auto place = e.post(p2).place();
  const auto denmarks = e.head(StreamId::of_members(denmark));
  const auto norways = e.head(StreamId::of_members(norway));
  e.pins(polonius, being, true, e.now_ms + 50);
  const auto pinned = e.head(StreamId::of_members(denmark));
  e.moves(polonius, being, norway);
  EXPECT_EQ(e.thread(being).topic(), norway.value);
  for (const auto id : {p1, p2, p3}) EXPECT_EQ(e.post(id).topic(), norway.value);
  EXPECT_EQ(e.post(p2).place(), place);
  EXPECT_EQ(e.post(p2).visibility(), v1::MEMBERS_ONLY);
  EXPECT_EQ(e.topic(denmark).threads(), 0u);
  EXPECT_EQ(e.topic(denmark).posts(), 0u);
  EXPECT_EQ(e.topic(norway).threads(), 1u);
  EXPECT_EQ(e.topic(norway).posts(), 3u);
  EXPECT_FALSE(e.thread(being).pinned()) << "it was pinned there";
  EXPECT_EQ(e.rows(key::Deadline{INT64_MIN, 0, ""}, key::Deadline{INT64_MAX, 255, ""}), 0u);
  EXPECT_GT(pinned, denmarks);
  EXPECT_EQ(e.told(StreamId::of_members(denmark), pinned), std::vector<std::string>{"left 20"});
  EXPECT_EQ(e.told(StreamId::of_members(norway), norways), std::vector<std::string>{"arrived 20"});
}

TEST(ChairThreads, ASplitTakesTheChosenPostsAndTheirMentions) {
  Castle e;
  const auto place = e.post(p2).place();
  const auto before = e.head(StreamId::of_members(denmark));
  e.splits(polonius, being, {p2}, graves, denmark, "Of graves");
  EXPECT_EQ(e.thread(graves).title(), "Of graves");
  EXPECT_EQ(e.thread(graves).opened_by(), ophelia.value);
  EXPECT_EQ(e.thread(graves).first_post(), p2.value);
  EXPECT_EQ(e.thread(graves).posts(), 1u);
  EXPECT_EQ(e.thread(being).posts(), 2u);
  EXPECT_EQ(e.post(p2).thread(), graves.value);
  EXPECT_EQ(e.post(p2).place(), place);
  EXPECT_EQ(e.state().get(key::ThreadPost{graves, place})->id(), p2.value);
  EXPECT_FALSE(e.state().get(key::ThreadPost{being, place}));
  EXPECT_TRUE(e.state().get(key::Mention{hamlet, graves, place}));
  EXPECT_FALSE(e.state().get(key::Mention{hamlet, being, place}));
  EXPECT_EQ(e.topic(denmark).threads(), 2u);
  EXPECT_EQ(e.topic(denmark).posts(), 3u);
  EXPECT_EQ(e.told(StreamId::of_members(denmark), before),
            (std::vector<std::string>{"gone 31", "thread 20", "arrived 21"}));
}

TEST(ChairThreads, ASplitOfTheFirstPostLeavesTheNextOneFirst) {
  Castle e;
  e.splits(polonius, being, {p1}, graves, norway);
  EXPECT_EQ(e.thread(being).first_post(), p2.value);
  EXPECT_EQ(e.topic(norway).posts(), 1u);
  EXPECT_EQ(e.topic(denmark).posts(), 2u);
  EXPECT_EQ(e.post(p1).topic(), norway.value);
}

TEST(ChairThreads, AMergeReadsInOrderOfPlaceAndTheOldAddressLeadsOn) {
  Castle e;
  e.opens(ophelia, graves, norway, "Graves");
  e.now_ms += 10;
  e.writes(ophelia, p4, graves, "Here.");
  const auto denmarks = e.head(StreamId::of_members(denmark));
  const auto norways = e.head(StreamId::of_members(norway));
  e.merges(polonius, being, graves);
  EXPECT_EQ(e.thread(graves).posts(), 4u);
  EXPECT_EQ(e.thread(graves).first_post(), p1.value) << "the earliest place";
  EXPECT_EQ(e.thread(graves).last_post_by(), ophelia.value);
  EXPECT_EQ(e.thread(being).posts(), 0u);
  EXPECT_EQ(e.rows(key::ThreadPost{being, 0}, key::ThreadPost{ThreadId{being.value + 1}, 0}), 0u);
  EXPECT_EQ(find_forwarded(e.state(), e.as(hamlet), being), graves);
  EXPECT_EQ(find_forwarded(e.state(), Principal{}, being), std::nullopt) << "for those who may see it";
  EXPECT_EQ(e.community().threads(), 1u);
  EXPECT_EQ(e.topic(denmark).posts(), 0u);
  EXPECT_EQ(e.topic(norway).posts(), 4u);
  EXPECT_EQ(e.told(StreamId::of_members(denmark), denmarks), std::vector<std::string>{"left 20"});
  EXPECT_EQ(e.told(StreamId::of_members(norway), norways), std::vector<std::string>{"arrived 21"});
}

TEST(ChairThreads, TheOldAddressLeadsOnThroughEveryMerge) {
  Castle e;
  const ThreadId third{22};
  e.opens(ophelia, graves, denmark);
  e.opens(ophelia, third, denmark);
  e.merges(polonius, being, graves);
  e.merges(polonius, graves, third);
  EXPECT_EQ(find_forwarded(e.state(), e.as(hamlet), being), third);
  EXPECT_EQ(e.thread(third).posts(), 3u);
}

TEST(ChairThreads, WhatIsHiddenStaysHiddenAndWhatIsNarrowStaysNarrowWhereverItGoes) {
  Castle e;
  e.hides(polonius, p2);
  e.splits(polonius, being, {p2, p3}, graves, norway);
  e.moves(polonius, being, norway);
  e.merges(polonius, graves, being);
  EXPECT_TRUE(e.post(p2).hidden());
  EXPECT_FALSE(e.state().get(key::Mention{hamlet, being, e.post(p2).place()}));
  for (const auto id : {p1, p2, p3}) EXPECT_EQ(e.post(id).visibility(), v1::MEMBERS_ONLY);
}

TEST(ChairThreads, WhatWaitsGoesAlongAndIsApprovedWhereItIs) {
  Castle e;
  e.writes_held(ophelia, p4, being, "May I?");
  e.moves(polonius, being, norway);
  EXPECT_EQ(e.rows(key::Held{denmark, 0, PostId{}}, key::Held{TopicId{denmark.value + 1}, 0, PostId{}}), 0u);
  EXPECT_EQ(e.rows(key::Held{norway, 0, PostId{}}, key::Held{TopicId{norway.value + 1}, 0, PostId{}}), 1u);
  e.now_ms += 5;
  e.decides(polonius, p4, true);
  EXPECT_EQ(e.post(p4).topic(), norway.value);
  EXPECT_EQ(e.topic(norway).posts(), 4u);
}

TEST(ChairThreads, NotesGoAlongWithAMerge) {
  Castle e;
  e.opens(ophelia, graves, denmark);
  e.notes(polonius, NoteId{7}, being);
  e.merges(polonius, being, graves);
  EXPECT_EQ(e.state().get(key::Note{graves, NoteId{7}})->source(), "Mark him.");
  EXPECT_FALSE(e.state().get(key::Note{being, NoteId{7}}));
}

}  // namespace
}  // namespace plenum
