#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "proto/limits.h"
#include "storage/machine/checks_chair.h"
#include "tests/machine/elsinore.h"
#include "tests/machine/refusal_rows.h"

// The refusals that the chair's tools make, and those its work makes to members, in the order of the enum.
namespace plenum {
namespace {

using namespace cast;
using testing::Elsinore;

using Wish = std::function<Check(Elsinore&)>;
struct Row {
  v1::RefusalCode code;
  const char* what;
  Wish wish;
};

template <class Request>
Request about_thread(ThreadId thread) {
  Request r;
  r.set_thread_id(thread.value);
  return r;
}
template <class Request>
Request about_post(PostId post, const std::string& reason = "Because.") {
  Request r;
  r.set_post_id(post.value);
  r.set_reason(reason);
  return r;
}

Check hides(Elsinore& e, MemberId who, PostId post, const std::string& reason = "Because.") {
  auto r = about_post<v1::HidePostRequest>(post, reason);
  r.set_hidden(true);
  return check_hide_post(e.state(), e.as(who), r);
}
Check removes(Elsinore& e, MemberId who, PostId post) {
  return check_remove_post(e.state(), e.as(who), about_post<v1::RemovePostRequest>(post));
}
Check moves(Elsinore& e, MemberId who, ThreadId thread, TopicId topic) {
  auto r = about_thread<v1::MoveThreadRequest>(thread);
  r.set_topic_id(topic.value);
  return check_move_thread(e.state(), e.as(who), r);
}
Check merges(Elsinore& e, ThreadId from, ThreadId into) {
  v1::MergeThreadsRequest r;
  r.set_from_thread_id(from.value);
  r.set_into_thread_id(into.value);
  return check_merge_threads(e.state(), e.as(polonius), r);
}
Check splits(Elsinore& e, const std::vector<PostId>& posts, const std::string& title = "Split off") {
  auto r = about_thread<v1::SplitThreadRequest>(being);
  for (const auto post : posts) r.add_post_ids(post.value);
  r.set_title(title);
  return check_split_thread(e.state(), e.as(polonius), r);
}
Check pins(Elsinore& e, std::int64_t ends_at_ms, ThreadId thread = being) {
  auto r = about_thread<v1::PinThreadRequest>(thread);
  r.set_pinned(true);
  r.set_ends_at_ms(ends_at_ms);
  return check_pin_thread(e.state(), e.as(polonius), r, e.now_ms);
}
Check closes(Elsinore& e, v1::Resolution resolution = v1::RESOLUTION_SOLVED, const std::string& words = "") {
  auto r = about_thread<v1::CloseThreadRequest>(being);
  r.set_resolution(resolution);
  r.set_words(words);
  return check_close_thread(e.state(), e.as(polonius), r);
}
Check decides(Elsinore& e, MemberId who, PostId post, bool approved = true) {
  auto r = about_post<v1::DecideHeldPostRequest>(post);
  r.set_approved(approved);
  return check_decide_held_post(e.state(), e.as(who), r);
}
Check writes(Elsinore& e, MemberId who, PostId reply_to = {}) {
  return check_write_post(e.state(), e.as(who), being, "Words.", reply_to, "", e.now_ms);
}
void two_threads(Elsinore& e) {
  e.opens(ophelia, graves, denmark, "Graves");
  e.writes(ophelia, p2, graves);
}
void twenty_pinned(Elsinore& e) {
  for (std::uint64_t i = 0; i < limits::pinned_threads_max; ++i) {
    e.opens(hamlet, ThreadId{500 + i}, denmark);
    e.pins(polonius, ThreadId{500 + i});
  }
}

const std::vector<Row> rows = {
    {v1::UNAUTHENTICATED, "no session hides", [](Elsinore& e) { return hides(e, nobody, p1); }},
    {v1::FORBIDDEN, "a member moves", [](Elsinore& e) { return moves(e, hamlet, being, norway); }},
    {v1::FORBIDDEN, "a member hides what is not there: the same answer",
     [](Elsinore& e) { return hides(e, hamlet, p3); }},
    {v1::FORBIDDEN, "a moderator of one topic moves a thread into another",
     [](Elsinore& e) {
       e.opens_topic(norway, "Norway");
       auto who = e.as(ophelia);
       who.moderates = {denmark};
       auto r = about_thread<v1::MoveThreadRequest>(being);
       r.set_topic_id(norway.value);
       return check_move_thread(e.state(), who, r);
     }},
    {v1::FORBIDDEN, "a moderator changes the settings",
     [](Elsinore& e) { return check_change_chair_settings(e.state(), e.as(polonius), {}); }},
    {v1::MEMBER_MUTED, "the chair's tool in a muted hand",
     [](Elsinore& e) {
       auto who = e.as(polonius);
       who.standing = v1::STANDING_MUTED;
       return check_hide_post(e.state(), who, about_post<v1::HidePostRequest>(p1));
     }},
    {v1::TITLE_EMPTY, "a thread split off without a title", [](Elsinore& e) { return splits(e, {p1}, " "); }},
    {v1::BODY_EMPTY, "an empty note",
     [](Elsinore& e) {
       return check_write_note(e.state(), e.as(polonius), about_thread<v1::WriteNoteRequest>(being));
     }},
    {v1::BODY_TOO_LONG, "a resolution of 501 characters",
     [](Elsinore& e) {
       return closes(e, v1::RESOLUTION_SOLVED, std::string(limits::resolution_characters_max + 1, 'a'));
     }},
    {v1::FIELD_INVALID, "a pin that ends before it begins", [](Elsinore& e) { return pins(e, e.now_ms); }},
    {v1::FIELD_INVALID, "a pin for more than a year",
     [](Elsinore& e) { return pins(e, e.now_ms + limits::pin_ms_max + 1); }},
    {v1::FIELD_INVALID, "a slow mode of a day and a second",
     [](Elsinore& e) {
       auto r = about_thread<v1::SetSlowModeRequest>(being);
       r.set_seconds(limits::slow_mode_s_max + 1);
       return check_set_slow_mode(e.state(), e.as(polonius), r);
     }},
    {v1::FIELD_INVALID, "slow mode of nothing",
     [](Elsinore& e) { return check_set_slow_mode(e.state(), e.as(polonius), {}); }},
    {v1::FIELD_INVALID, "closed without saying how", [](Elsinore& e) { return closes(e, v1::RESOLUTION_UNSPECIFIED); }},
    {v1::FIELD_INVALID, "a split of nothing", [](Elsinore& e) { return splits(e, {}); }},
    {v1::FIELD_INVALID, "a split that names a post twice", [](Elsinore& e) { return splits(e, {p1, p1}); }},
    {v1::FIELD_INVALID, "a split of all there is", [](Elsinore& e) { return splits(e, {p1}); }},
    {v1::REASON_MISSING, "hidden without a reason", [](Elsinore& e) { return hides(e, polonius, p1, " "); }},
    {v1::REASON_MISSING, "rejected without a reason",
     [](Elsinore& e) {
       e.writes_held(ophelia, p2, being);
       return check_decide_held_post(e.state(), e.as(polonius), about_post<v1::DecideHeldPostRequest>(p2, ""));
     }},
    {v1::REASON_TOO_LONG, "a reason of 1,001 characters",
     [](Elsinore& e) { return hides(e, polonius, p1, std::string(limits::reason_characters_max + 1, 'a')); }},
    {v1::TOO_MANY_POSTS, "a split of 201",
     [](Elsinore& e) {
       std::vector<PostId> posts;
       for (std::uint64_t i = 0; i <= static_cast<std::uint64_t>(limits::split_posts_max); ++i)
         posts.emplace_back(900 + i);
       return splits(e, posts);
     }},
    {v1::NOT_FOUND, "no such thread", [](Elsinore& e) { return pins(e, 0, graves); }},
    {v1::NOT_FOUND, "no such topic to go to", [](Elsinore& e) { return moves(e, polonius, being, norway); }},
    {v1::NOT_FOUND, "no such post to split off", [](Elsinore& e) { return splits(e, {p3}); }},
    {v1::NOT_FOUND, "no such note",
     [](Elsinore& e) {
       return check_remove_note(e.state(), e.as(polonius), about_thread<v1::RemoveNoteRequest>(being));
     }},
    {v1::NOT_FOUND, "another's held post is not there for a member",
     [](Elsinore& e) { return e.writes_held(ophelia, p2, being), writes(e, hamlet, p2); }},
    {v1::TOPIC_ARCHIVED, "into an archived topic",
     [](Elsinore& e) {
       e.opens_topic(norway, "Norway");
       e.changes_topic(norway, "Norway", true);
       return moves(e, polonius, being, norway);
     }},
    {v1::POST_DELETED, "hiding a tombstone", [](Elsinore& e) { return e.deletes(hamlet, p1), hides(e, polonius, p1); }},
    {v1::POST_DELETED, "removed twice", [](Elsinore& e) { return e.removes(polonius, p1), removes(e, polonius, p1); }},
    {v1::POST_NOT_DELETED, "putting back what stands",
     [](Elsinore& e) {
       return check_put_post_back(e.state(), e.as(polonius), about_post<v1::PutPostBackRequest>(p1));
     }},
    {v1::NOTHING_CHANGED, "locked twice",
     [](Elsinore& e) {
       e.locks(being);
       auto r = about_thread<v1::LockThreadRequest>(being);
       r.set_locked(true);
       return check_lock_thread(e.state(), e.as(polonius), r);
     }},
    {v1::NOTHING_CHANGED, "pinned twice alike", [](Elsinore& e) { return e.pins(polonius, being), pins(e, 0); }},
    {v1::NOTHING_CHANGED, "moved to where it is", [](Elsinore& e) { return moves(e, polonius, being, denmark); }},
    {v1::NOTHING_CHANGED, "closed twice", [](Elsinore& e) { return e.closes(polonius, being), closes(e); }},
    {v1::NOTHING_CHANGED, "reopened what is open",
     [](Elsinore& e) {
       return check_reopen_thread(e.state(), e.as(polonius), about_thread<v1::ReopenThreadRequest>(being));
     }},
    {v1::NOTHING_CHANGED, "the same title",
     [](Elsinore& e) {
       auto r = about_thread<v1::RenameThreadRequest>(being);
       r.set_title("Or not?");
       return check_rename_thread(e.state(), e.as(polonius), r);
     }},
    {v1::NOTHING_CHANGED, "archived twice",
     [](Elsinore& e) {
       e.archives(polonius, being);
       auto r = about_thread<v1::ArchiveThreadRequest>(being);
       r.set_archived(true);
       return check_archive_thread(e.state(), e.as(polonius), r);
     }},
    {v1::NOTHING_CHANGED, "hidden twice", [](Elsinore& e) { return e.hides(polonius, p1), hides(e, polonius, p1); }},
    {v1::NOTHING_CHANGED, "a post that has left already",
     [](Elsinore& e) {
       e.writes(hamlet, p2, being);
       e.splits(polonius, being, {p2}, graves, denmark);
       return splits(e, {p2});
     }},
    {v1::NOTHING_CHANGED, "a note dropped twice",
     [](Elsinore& e) {
       e.notes(polonius, NoteId{7}, being);
       e.drops_note(polonius, NoteId{7}, being);
       auto r = about_thread<v1::RemoveNoteRequest>(being);
       r.set_note_id(7);
       return check_remove_note(e.state(), e.as(polonius), r);
     }},
    {v1::THREAD_MOVED, "a post into what became part of another",
     [](Elsinore& e) { return two_threads(e), e.merges(polonius, being, graves), writes(e, hamlet); }},
    {v1::THREAD_MOVED, "a pin of it",
     [](Elsinore& e) { return two_threads(e), e.merges(polonius, being, graves), pins(e, 0); }},
    {v1::OUTRANKED, "a moderator removes an admin's post",
     [](Elsinore& e) { return e.writes(claudius, p2, being), removes(e, polonius, p2); }},
    {v1::OUTRANKED, "approving one's own",
     [](Elsinore& e) { return e.writes_held(polonius, p2, being), decides(e, polonius, p2); }},
    {v1::THREAD_CLOSED, "a post", [](Elsinore& e) { return e.closes(polonius, being), writes(e, hamlet); }},
    {v1::THREAD_ARCHIVED, "a post by the chair",
     [](Elsinore& e) { return e.archives(polonius, being), writes(e, polonius); }},
    {v1::SLOW_MODE, "a second post too soon",
     [](Elsinore& e) {
       e.slows(polonius, being, {}, 60);
       e.writes(hamlet, p2, being);
       e.now_ms += 59'999;
       return writes(e, hamlet);
     }},
    {v1::SLOW_MODE, "the topic's counts where it is greater",
     [](Elsinore& e) {
       e.slows(polonius, {}, denmark, 60);
       e.slows(polonius, being, {}, 1);
       e.writes(hamlet, p2, being);
       e.now_ms += 59'999;
       return writes(e, hamlet);
     }},
    {v1::POST_HIDDEN, "a reply", [](Elsinore& e) { return e.hides(polonius, p1), writes(e, ophelia, p1); }},
    {v1::POST_HIDDEN, "an edit by its author",
     [](Elsinore& e) { return e.hides(polonius, p1), check_edit_post(e.state(), e.as(hamlet), p1, "Ha."); }},
    {v1::POST_HIDDEN, "a sign",
     [](Elsinore& e) { return e.hides(polonius, p1), check_add_reaction(e.state(), e.as(ophelia), p1, "a"); }},
    {v1::POST_HELD, "hiding what waits",
     [](Elsinore& e) { return e.writes_held(ophelia, p2, being), hides(e, polonius, p2); }},
    {v1::POST_HELD, "a sign on one's own that waits",
     [](Elsinore& e) {
       return e.writes_held(ophelia, p2, being), check_add_reaction(e.state(), e.as(ophelia), p2, "a");
     }},
    {v1::POST_HELD, "a second post in one's own thread that waits",
     [](Elsinore& e) {
       e.opens_held(ophelia, graves, denmark, p2);
       return check_write_post(e.state(), e.as(ophelia), graves, "Words.", {}, "", e.now_ms);
     }},
    {v1::POST_NOT_HELD, "decided twice",
     [](Elsinore& e) {
       e.writes_held(ophelia, p2, being);
       e.decides(polonius, p2, true);
       return decides(e, claudius, p2);
     }},
    {v1::WOULD_LOOP, "a thread into itself", [](Elsinore& e) { return merges(e, being, being); }},
    {v1::TOO_MANY_PINNED, "the 21st", [](Elsinore& e) { return twenty_pinned(e), pins(e, 0); }},
};

TEST(ChairRefusals, EachIsMadeOnceAtLeastInTheOrderOfTheEnum) {
  int before = 0;
  for (const auto& row : rows) {
    EXPECT_GE(static_cast<int>(row.code), before) << row.what << ": rows stand in the order of RefusalCode";
    before = row.code;
    Elsinore elsinore;
    elsinore.raises_level(2);
    const auto fault = row.wish(elsinore);
    const auto name = v1::RefusalCode_Name(row.code) + ": " + row.what;
    ASSERT_TRUE(fault) << name << " was allowed";
    EXPECT_EQ(v1::RefusalCode_Name(fault->code), v1::RefusalCode_Name(row.code)) << row.what;
  }
}

TEST(ChairRefusals, WhatCameTooLateIsToldWhoDidItAndWhereItIs) {
  Elsinore e;
  e.raises_level(2);
  e.hides(claudius, p1);
  EXPECT_EQ(hides(e, polonius, p1)->who, claudius.value);
  e.closes(claudius, being);
  EXPECT_EQ(closes(e)->who, claudius.value);
  e.writes_held(ophelia, p2, being);
  e.decides(claudius, p2, false, "No.");
  EXPECT_EQ(decides(e, polonius, p2)->who, claudius.value);
  e.archives(claudius, being);
  auto r = about_thread<v1::ArchiveThreadRequest>(being);
  r.set_archived(true);
  EXPECT_EQ(check_archive_thread(e.state(), e.as(polonius), r)->who, claudius.value);
  e.opens(ophelia, graves, denmark);
  e.merges(claudius, being, graves);
  EXPECT_EQ(pins(e, 0)->moved_to, graves.value);
}

TEST(ChairRefusals, SlowModeSaysWhenAndDoesNotHoldTheChair) {
  Elsinore e;
  e.raises_level(2);
  e.slows(polonius, being, {}, 60);
  EXPECT_FALSE(writes(e, hamlet)) << "the first after it began";
  e.writes(hamlet, p2, being);
  e.now_ms += 20'000;
  EXPECT_EQ(writes(e, hamlet)->retry_after_ms, 40'000u);
  EXPECT_FALSE(writes(e, ophelia)) << "each for himself";
  e.writes(polonius, p3, being);
  EXPECT_FALSE(writes(e, polonius));
  e.now_ms += 40'000;
  EXPECT_FALSE(writes(e, hamlet));
}

TEST(ChairRefusals, AModeratorOfOneTopicHasTheToolsThereAndNowhereElse) {
  Elsinore e;
  e.raises_level(2);
  e.opens_topic(norway, "Norway");
  e.opens(ophelia, graves, norway);
  e.writes(hamlet, p2, graves);
  auto who = e.as(ophelia);
  who.moderates = {denmark};
  auto there = about_post<v1::HidePostRequest>(p1);
  there.set_hidden(true);
  EXPECT_FALSE(check_hide_post(e.state(), who, there));
  auto elsewhere = about_post<v1::HidePostRequest>(p2);
  elsewhere.set_hidden(true);
  EXPECT_EQ(check_hide_post(e.state(), who, elsewhere)->code, v1::FORBIDDEN);
  auto nowhere = about_post<v1::HidePostRequest>(p3);
  nowhere.set_hidden(true);
  EXPECT_EQ(check_hide_post(e.state(), who, nowhere)->code, v1::NOT_FOUND);
}

}  // namespace

std::set<std::string> codes_of_chair_rows() {
  std::set<std::string> codes;
  for (const auto& row : rows) codes.insert(v1::RefusalCode_Name(row.code));
  return codes;
}

}  // namespace plenum
