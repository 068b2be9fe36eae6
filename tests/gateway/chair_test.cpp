// The chair at work while others watch: what it does is on every line, what it alone may see is on none.
#include <gtest/gtest.h>

#include "proto/admin.pb.h"
#include "tests/gateway/seat.h"

namespace plenum::test {
namespace {

class Chair : public Elsinore {
protected:
  Json polonius(const std::string& method, Json request) { return chair("polonius", method, std::move(request)); }
  Json chair(const std::string& who, const std::string& method, Json request) {
    if (!request.contains("commandId")) request["commandId"] = command_id();
    return seat(who).call_service("ModeratorService", method, request);
  }
  Json ask(const std::string& who, const std::string& method, const Json& request) {
    return seat(who).call_service("ModeratorService", method, request);
  }
  Json read(const std::string& who, const std::string& thread) {
    return seat(who).call("ReadThread", {{"threadId", thread}, {"fromStart", true}});
  }
  Json list(const std::string& who) { return seat(who).call("ListThreads", {{"topicId", topic_}}); }
  std::vector<std::string> sources(const Json& page) {
    std::vector<std::string> all;
    for (const auto& post : page.value("posts", Json::array())) all.push_back(post.value("source", ""));
    return all;
  }
  static auto thread_where(const std::string& flag) {
    return [flag](const Json& u) { return u.contains("thread") && u["thread"].value(flag, false); };
  }
  static auto with(const std::string& change) {
    return [change](const Json& u) { return u.contains(change); };
  }
  void newcomers_wait(int posts = 1) {
    EXPECT_EQ(chair("hamlet", "ChangeChairSettings", {{"settings", {{"newcomerPosts", posts}}}}), Json::object());
  }
};

TEST_F(Chair, a_pinned_thread_heads_the_list_on_every_line) {
  Line line(seat("ophelia"));
  line.call("subscribe", {{"topicId", topic_}});
  EXPECT_EQ(polonius("PinThread", {{"threadId", thread_}, {"pinned", true}}), Json::object());
  EXPECT_FALSE(line.await_update(thread_where("pinned")).is_null());
  EXPECT_EQ(list("ophelia")["pinned"][0]["thread"]["id"], thread_);
  EXPECT_EQ(list("ophelia")["threads"][0]["thread"]["id"], thread_) << "and stands in its own place too";
  EXPECT_EQ(polonius("PinThread", {{"threadId", thread_}, {"pinned", false}}), Json::object());
  EXPECT_FALSE(list("ophelia").contains("pinned"));
}

// What is told is the thread as it is when it is told: on a slow machine the pin may have ended by then. Only its end
// is waited for.
TEST_F(Chair, a_pin_with_an_end_goes_by_itself) {
  Line line(seat("ophelia"));
  line.call("subscribe", {{"topicId", topic_}});
  Json pinned = {{"refused", "FIELD_INVALID"}};
  while (pinned.value("refused", "") == "FIELD_INVALID") {  // over before the server heard of it
    const auto now = std::stoll(Line(seat("iago")).welcome()["nowMs"].get<std::string>());
    pinned = polonius("PinThread", {{"threadId", thread_}, {"pinned", true}, {"endsAtMs", std::to_string(now + 1500)}});
  }
  EXPECT_EQ(pinned, Json::object());
  const auto unpinned = [](const Json& u) { return u.contains("thread") && !u["thread"].value("pinned", false); };
  EXPECT_FALSE(line.await_update(unpinned).is_null());
  EXPECT_FALSE(list("ophelia").contains("pinned"));
}

TEST_F(Chair, slow_mode_says_how_long_to_wait) {
  EXPECT_EQ(polonius("SetSlowMode", {{"topicId", topic_}, {"seconds", 3600}}), Json::object());
  write("ophelia", "One.");
  const auto second =
      seat("ophelia").call("WritePost", {{"commandId", command_id()}, {"threadId", thread_}, {"source", "Two."}});
  EXPECT_EQ(second["refused"], "SLOW_MODE");
  EXPECT_GT(second["refusal"]["retryAfterMs"], 3'000'000);
  write("iago", "Another's first.");
  write("polonius", "The chair does not wait.");
  write("polonius", "Not once.");
}

TEST_F(Chair, a_closed_thread_says_how_it_ended_and_takes_no_more) {
  Line line(seat("ophelia"));
  line.call("subscribe", {{"topicId", topic_}});
  EXPECT_EQ(polonius("CloseThread", {{"threadId", thread_}, {"resolution", "RESOLUTION_SOLVED"}, {"words", "Let be."}}),
            Json::object());
  const auto update = line.await_update(thread_where("closed"));
  EXPECT_EQ(update["thread"]["resolutionWords"], "Let be.");
  EXPECT_EQ(update["thread"]["closedBy"]["handle"], "polonius");
  const Json post = {{"commandId", command_id()}, {"threadId", thread_}, {"source", "But."}};
  EXPECT_EQ(seat("ophelia").call("WritePost", post)["refused"], "THREAD_CLOSED");
  const auto again = polonius("CloseThread", {{"threadId", thread_}, {"resolution", "RESOLUTION_SOLVED"}});
  EXPECT_EQ(again["refused"], "NOTHING_CHANGED");
  EXPECT_EQ(again["refusal"]["who"], update["thread"]["closedBy"]["id"]) << "who did it";
  EXPECT_EQ(polonius("ReopenThread", {{"threadId", thread_}}), Json::object());
  EXPECT_TRUE(seat("ophelia").call("WritePost", post).contains("postId"));
}

TEST_F(Chair, a_moved_thread_leaves_one_topic_without_a_word_of_where_and_arrives_in_the_other) {
  const auto norway = server_.open_topic("Norway");
  const auto post = write("ophelia", "Here.");
  Line here(seat("ophelia"));
  Line there(seat("iago"));
  const auto position = here.call("subscribe", {{"topicId", topic_}})["position"];
  there.call("subscribe", {{"topicId", norway}});
  EXPECT_EQ(polonius("MoveThread", {{"threadId", thread_}, {"topicId", norway}}), Json::object());
  const auto left = here.await_update(with("threadLeft"));
  EXPECT_EQ(left, Json({{"threadLeft", {{"threadId", thread_}}}}));
  EXPECT_EQ(there.await_update(with("threadArrived"))["threadArrived"]["thread"]["id"], thread_);
  EXPECT_EQ(seat("ophelia").call("GetPost", {{"postId", post}})["post"]["topicId"], norway);
  EXPECT_EQ(sources(read("ophelia", thread_)), (std::vector<std::string>{"To be.", "Here."}));
  // Whoever comes back to the old topic is told of nothing that stands elsewhere now.
  Line back(seat("ophelia"));
  back.call("subscribe", {{"topicId", topic_}, {"since", position}});
  for (const auto& update : back.take_updates())
    EXPECT_FALSE(update.contains("post") || update.contains("thread")) << update;
}

TEST_F(Chair, posts_split_off_are_found_by_their_old_address_and_stay_read) {
  const auto second = write("ophelia", "Two.");
  const auto third = write("ophelia", "Three.");
  const auto page = read("iago", thread_);
  seat("iago").call("MoveCursor", {{"threadId", thread_}, {"place", page["posts"][1]["place"]}});
  Line line(seat("iago"));
  line.call("subscribe", {{"topicId", topic_}});
  const auto split = polonius("SplitThread", {{"threadId", thread_}, {"postIds", {second, third}}, {"title", "Off"}});
  ASSERT_TRUE(split.contains("threadId")) << split;
  EXPECT_EQ(line.await_update(with("postGone"))["postGone"]["postId"], second);
  EXPECT_EQ(line.await_update(with("postGone"))["postGone"]["postId"], third);
  EXPECT_EQ(line.await_update(with("threadArrived"))["threadArrived"]["thread"]["title"], "Off");
  const auto found = seat("iago").call("ReadThread", {{"threadId", thread_}, {"aroundPost", third}});
  EXPECT_EQ(found["entry"]["thread"]["id"], split["threadId"]);
  EXPECT_EQ(sources(found), (std::vector<std::string>{"Two.", "Three."}));
  EXPECT_EQ(found["entry"]["reading"].value("unread", 0), 1) << "two was read there, three was not";
  // Going on in the old thread reads nothing of the new one.
  const auto fourth = write("ophelia", "Four.");
  const auto old = read("iago", thread_);
  seat("iago").call("MoveCursor", {{"threadId", thread_}, {"place", old["posts"][1]["place"]}});
  EXPECT_EQ(read("iago", split["threadId"])["entry"]["reading"].value("unread", 0), 1);
}

TEST_F(Chair, the_address_of_a_merged_thread_leads_on) {
  const auto other = seat("ophelia").call(
      "OpenThread", {{"commandId", command_id()}, {"topicId", topic_}, {"title", "Same"}, {"source", "Again."}});
  EXPECT_EQ(polonius("MergeThreads", {{"fromThreadId", other["threadId"]}, {"intoThreadId", thread_}}), Json::object());
  const auto page = read("iago", other["threadId"]);
  EXPECT_EQ(page["entry"]["thread"]["id"], thread_);
  EXPECT_EQ(sources(page), (std::vector<std::string>{"To be.", "Again."}));
  EXPECT_EQ(list("iago")["threads"].size(), 1u);
  const auto late = seat("ophelia").call(
      "WritePost", {{"commandId", command_id()}, {"threadId", other["threadId"]}, {"source", "Late."}});
  EXPECT_EQ(late["refused"], "THREAD_MOVED");
  EXPECT_EQ(late["refusal"]["movedTo"], thread_);
  const auto again = polonius("MergeThreads", {{"fromThreadId", other["threadId"]}, {"intoThreadId", thread_}});
  EXPECT_EQ(again["refused"], "THREAD_MOVED");
}

TEST_F(Chair, a_hidden_post_has_no_words_on_any_line_and_comes_back_whole) {
  const auto post = write("ophelia", "Words that hurt.");
  Line line(seat("iago"));
  line.call("subscribe", {{"topicId", topic_}});
  EXPECT_EQ(polonius("HidePost", {{"postId", post}, {"hidden", true}})["refused"], "REASON_MISSING");
  EXPECT_EQ(polonius("HidePost", {{"postId", post}, {"hidden", true}, {"reason", "They hurt."}}), Json::object());
  const auto hidden = [](const Json& u) { return u.contains("post") && u["post"].value("hidden", false); };
  const auto update = line.await_update(hidden);
  EXPECT_FALSE(update["post"].contains("source")) << update;
  EXPECT_FALSE(update["post"].contains("coverReason")) << update;
  for (const auto* who : {"iago", "ophelia", "polonius"}) {
    const auto seen = seat(who).call("GetPost", {{"postId", post}})["post"];
    EXPECT_FALSE(seen.contains("source")) << who;
    EXPECT_EQ(seen.value("coverReason", ""), std::string(who) == "ophelia" ? "They hurt." : "") << who;
  }
  EXPECT_EQ(seat("iago").call("ListRevisions", {{"postId", post}})["refused"], "NOT_FOUND");
  EXPECT_EQ(ask("iago", "ReadCoveredPost", {{"postId", post}})["refused"], "FORBIDDEN");
  EXPECT_EQ(ask("iago", "ReadCoveredPost", {{"postId", first_post_}})["refused"], "FORBIDDEN");
  const auto covered = ask("polonius", "ReadCoveredPost", {{"postId", post}});
  EXPECT_EQ(covered["post"]["source"], "Words that hurt.");
  EXPECT_EQ(covered["coveredBy"]["handle"], "polonius");
  EXPECT_EQ(polonius("HidePost", {{"postId", post}, {"hidden", false}}), Json::object());
  const auto shown = [](const Json& u) {
    return u.contains("post") && u["post"].value("source", "") == "Words that hurt.";
  };
  EXPECT_FALSE(line.await_update(shown).is_null());
}

TEST_F(Chair, the_chairs_edit_is_marked_and_the_history_says_whose_words_were_whose) {
  const auto post = write("ophelia", "Doctor Smith said so.");
  EXPECT_EQ(polonius("EditAnyPost", {{"postId", post}, {"source", "A doctor said so."}, {"reason", "A name."}}),
            Json::object());
  EXPECT_NE(seat("iago").call("GetPost", {{"postId", post}})["post"].value("editedBy", "0"), "0");
  const auto revisions = seat("ophelia").call("ListRevisions", {{"postId", post}})["revisions"];
  EXPECT_EQ(revisions[0]["by"]["handle"], "ophelia");
  EXPECT_EQ(revisions[1]["by"]["handle"], "polonius");
}

TEST_F(Chair, the_chair_acts_on_nobody_above_itself) {
  EXPECT_EQ(polonius("RemovePost", {{"postId", first_post_}, {"reason", "No."}})["refused"], "OUTRANKED");
  EXPECT_EQ(polonius("HidePost", {{"postId", first_post_}, {"hidden", true}, {"reason", "No."}})["refused"],
            "OUTRANKED");
  EXPECT_EQ(chair("iago", "HidePost", {{"postId", first_post_}, {"hidden", true}, {"reason", "No."}})["refused"],
            "FORBIDDEN");
}

TEST_F(Chair, a_newcomers_post_waits_unseen_and_is_the_newest_once_approved) {
  newcomers_wait();
  Line iago(seat("iago"));
  iago.call("subscribe", {{"topicId", topic_}});
  Line own(seat("ophelia"));
  Line staff(seat("polonius"));
  EXPECT_EQ(staff.call("subscribe", {{"staffTopicId", topic_}}).contains("refused"), false);
  const auto before = list("iago");
  const auto held =
      seat("ophelia").call("WritePost", {{"commandId", command_id()}, {"threadId", thread_}, {"source", "May I?"}});
  EXPECT_TRUE(held.value("held", false)) << held;
  EXPECT_FALSE(held.contains("place")) << held;
  const std::string post = held["postId"];
  EXPECT_EQ(staff.await_update(with("staff"))["staff"]["heldPostId"], post);
  const auto told = own.await_update(with("post"));
  EXPECT_EQ(told["post"]["source"], "May I?");
  EXPECT_TRUE(told["post"]["held"]);
  EXPECT_EQ(list("iago"), before) << "in no number";
  EXPECT_EQ(seat("iago").call("GetPost", {{"postId", post}})["refused"], "NOT_FOUND");
  EXPECT_EQ(read("ophelia", thread_)["held"][0]["source"], "May I?");
  EXPECT_FALSE(read("iago", thread_).contains("held"));
  EXPECT_TRUE(seat("ophelia").call("WhoAmI", Json::object())["rights"]["holdsPosts"]);

  EXPECT_EQ(ask("polonius", "ListHeldPosts", Json::object())["posts"][0]["post"]["source"], "May I?");
  EXPECT_EQ(ask("iago", "ListHeldPosts", Json::object())["refused"], "FORBIDDEN");
  const auto between = write("hamlet", "Between.");
  EXPECT_EQ(polonius("DecideHeldPost", {{"postId", post}, {"approved", true}}).contains("place"), true);
  const auto shown = [&](const Json& u) { return u.contains("post") && u["post"]["id"] == post; };
  EXPECT_EQ(iago.await_update(shown)["post"]["source"], "May I?");
  EXPECT_EQ(sources(read("iago", thread_)), (std::vector<std::string>{"To be.", "Between.", "May I?"}));
  EXPECT_EQ(polonius("DecideHeldPost", {{"postId", post}, {"approved", true}})["refused"], "POST_NOT_HELD");
  EXPECT_FALSE(seat("ophelia")
                   .call("WritePost", {{"commandId", command_id()}, {"threadId", thread_}, {"source", "And now?"}})
                   .value("held", false))
      << "the first was approved, the next does not wait";
}

TEST_F(Chair, a_newcomers_thread_is_nowhere_before_it_is_approved) {
  newcomers_wait();
  Line iago(seat("iago"));
  iago.call("subscribe", {{"topicId", topic_}});
  const auto opened = seat("ophelia").call(
      "OpenThread", {{"commandId", command_id()}, {"topicId", topic_}, {"title", "Graves"}, {"source", "Whose?"}});
  EXPECT_TRUE(opened.value("held", false)) << opened;
  const std::string thread = opened["threadId"];
  EXPECT_EQ(list("iago")["threads"].size(), 1u);
  EXPECT_EQ(read("iago", thread)["refused"], "NOT_FOUND");
  EXPECT_EQ(read("ophelia", thread)["held"][0]["source"], "Whose?");
  EXPECT_EQ(polonius("DecideHeldPost", {{"postId", opened["postId"]}, {"approved", true}}).contains("refused"), false);
  const auto came = [&](const Json& u) { return u.contains("thread") && u["thread"]["id"] == thread; };
  EXPECT_EQ(iago.await_update(came)["thread"]["title"], "Graves");
  EXPECT_EQ(list("iago")["threads"].size(), 2u);
}

TEST_F(Chair, a_rejected_post_tells_its_author_why_and_nobody_else_anything) {
  newcomers_wait();
  const auto held =
      seat("ophelia").call("WritePost", {{"commandId", command_id()}, {"threadId", thread_}, {"source", "Spam."}});
  Line own(seat("ophelia"));
  EXPECT_EQ(polonius("DecideHeldPost", {{"postId", held["postId"]}, {"approved", false}})["refused"], "REASON_MISSING");
  EXPECT_FALSE(polonius("DecideHeldPost", {{"postId", held["postId"]}, {"approved", false}, {"reason", "Spam."}})
                   .contains("refused"));
  const auto told =
      own.await_update([](const Json& u) { return u.contains("post") && u["post"].value("rejected", false); });
  EXPECT_EQ(told["post"]["coverReason"], "Spam.");
  EXPECT_EQ(seat("iago").call("GetPost", {{"postId", held["postId"]}})["refused"], "NOT_FOUND");
}

TEST_F(Chair, a_note_is_the_chairs_alone) {
  Line staff(seat("polonius"));
  Line iago(seat("iago"));
  iago.call("subscribe", {{"topicId", topic_}});
  EXPECT_FALSE(staff.call("subscribe", {{"staffTopicId", topic_}}).contains("refused"));
  EXPECT_EQ(iago.call("subscribe", {{"staffTopicId", topic_}})["refused"], "FORBIDDEN");
  EXPECT_EQ(iago.call("subscribe", {{"desk", true}})["refused"], "FORBIDDEN");
  const auto before = read("iago", thread_);
  const auto note = polonius("WriteNote", {{"threadId", thread_}, {"source", "*Mad* for love."}});
  ASSERT_TRUE(note.contains("noteId")) << note;
  EXPECT_EQ(staff.await_update(with("staff"))["staff"]["noteThreadId"], thread_);
  const auto notes = ask("polonius", "ListNotes", {{"threadId", thread_}})["notes"];
  EXPECT_EQ(notes[0]["html"], "<p dir=\"auto\"><em>Mad</em> for love.</p>");
  EXPECT_EQ(notes[0]["by"]["handle"], "polonius");
  EXPECT_EQ(ask("iago", "ListNotes", {{"threadId", thread_}})["refused"], "FORBIDDEN");
  EXPECT_EQ(read("iago", thread_), before);
  EXPECT_TRUE(iago.take_updates().empty());
  EXPECT_EQ(polonius("RemoveNote", {{"threadId", thread_}, {"noteId", note["noteId"]}}), Json::object());
  EXPECT_FALSE(ask("polonius", "ListNotes", {{"threadId", thread_}}).contains("notes"));
}

TEST_F(Chair, who_is_demoted_hears_no_more_of_the_chairs_side) {
  Line line(seat("polonius"));
  EXPECT_FALSE(line.call("subscribe", {{"staffTopicId", topic_}}).contains("refused"));
  v1::SetRoleRequest demote;
  demote.set_handle("polonius");
  demote.set_role(v1::MEMBER);
  server_.operate<v1::SetRoleReply>("SetRole", demote);
  chair("hamlet", "WriteNote", {{"threadId", thread_}, {"source", "He is one of us no more."}});
  EXPECT_EQ(polonius("LockThread", {{"threadId", thread_}, {"locked", true}})["refused"], "FORBIDDEN");
  EXPECT_EQ(line.call("subscribe", {{"staffTopicId", topic_}})["refused"], "FORBIDDEN");
  for (const auto& update : line.take_updates()) EXPECT_FALSE(update.contains("staff")) << update;
}

TEST_F(Chair, a_retry_is_answered_with_the_first_outcome_also_where_it_raised_the_level) {
  const auto id = command_id();
  const Json lock = {{"commandId", id}, {"threadId", thread_}, {"locked", true}};
  EXPECT_EQ(polonius("LockThread", lock), Json::object());
  EXPECT_EQ(polonius("LockThread", lock), Json::object());
  EXPECT_EQ(polonius("LockThread", {{"threadId", thread_}, {"locked", true}})["refused"], "NOTHING_CHANGED");
  v1::VerifyRequest verify;
  EXPECT_TRUE(server_.operate<v1::VerifyReply>("Verify", verify).sound());
}

}  // namespace
}  // namespace plenum::test
