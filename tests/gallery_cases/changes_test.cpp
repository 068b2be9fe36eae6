// Cases 15 to 22: what becomes of a post is told as far as its reader may know, and no further.
#include "tests/gallery_cases/house.h"

namespace plenum::test {
namespace {

class ChangeCases : public House {
protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(House::SetUp());
    here_ = std::make_unique<Observing>(sits(norway_));
    ear_ = std::make_unique<Ear>(*here_);
  }
  Json moderates(const std::string& method, const Json& request) {
    return does("polonius", method, request, "ModeratorService");
  }
  /// What comes next of a post that was heard.
  Json next_of(const Json& post) {
    return ear_->await_post([&](const Json& next) { return next["id"] == post["id"]; });
  }
  static auto fields_of(const Json& object) {
    std::string names;
    for (const auto& [name, value] : object.items()) names += name + " ";
    return names;
  }
  std::unique_ptr<Observing> here_;
  std::unique_ptr<Ear> ear_;
};

TEST_F(ChangeCases, case_15_a_thread_that_is_moved_away_leaves_tombstones_that_name_no_place) {
  const auto post = writes("ophelia", asked_.thread, "Are you fair?");
  const auto heard = ear_->await_text("Are you fair?");
  ASSERT_FALSE(heard.is_null());
  const auto topic = topic_of(*here_);
  const auto thread = thread_of(*here_, "On resolve");
  const auto page = here_->call("ReadThread", {{"topic", topic}, {"thread", thread}, {"limit", 1}});
  moderates("MoveThread", {{"threadId", asked_.thread}, {"topicId", flowers_}, {"reason", "About flowers."}});
  const auto gone = next_of(heard);
  EXPECT_EQ(fields_of(gone), "id state thread topic version ") << gone;
  EXPECT_EQ(gone["state"], "OBSERVED_WITHDRAWN");
  const auto rest =
      here_->call("ReadThread", {{"topic", topic}, {"thread", thread}, {"after", page["posts"][0]["id"]}});
  for (const auto& one : rest.value("posts", Json::array()))
    EXPECT_EQ(fields_of(one), "id state thread topic version ");
  EXPECT_FALSE(rest.value("thread", Json::object()).contains("title")) << rest;
  writes("hamlet", asked_.thread, "Said elsewhere.");
  const auto other = opens("hamlet", being_, "Anew", "Said here.");
  writes("ophelia", other.thread, "And here.");
  EXPECT_FALSE(ear_->await_text("And here.").is_null());
  EXPECT_EQ(ear_->heard.find("Said elsewhere."), std::string::npos);
  const auto all = everything(*here_) + ear_->heard;
  for (const auto* hidden : {"On flowers", "About flowers", "Said elsewhere"})
    EXPECT_EQ(all.find(hidden), std::string::npos) << hidden;
}

TEST_F(ChangeCases, case_16_of_a_thread_that_is_moved_here_only_what_is_written_since_is_shown) {
  const auto secret = server_.open_topic("On secrets");
  const auto thread = opens("hamlet", secret, "The play", "The mousetrap.");
  writes("ophelia", thread.thread, "You are merry, my lord.");
  does("hamlet", "EditPost", {{"postId", thread.post}, {"source", "The play's the thing."}});
  moderates("MoveThread", {{"threadId", thread.thread}, {"topicId", being_}, {"reason", "It is about being."}});
  writes("ophelia", thread.thread, "Will he tell us what this show meant?");
  EXPECT_FALSE(ear_->await_text("Will he tell us what this show meant?").is_null());
  const auto all = everything(*here_) + ear_->heard;
  for (const auto* hidden : {"mousetrap", "thing", "merry", "The play", "It is about being"})
    EXPECT_EQ(all.find(hidden), std::string::npos) << hidden;
}

TEST_F(ChangeCases, case_17_what_was_edited_is_shown_as_it_is_without_its_past_or_its_editor) {
  const auto post = writes("ophelia", asked_.thread, "There is a slip hear.");
  const auto heard = ear_->await_text("There is a slip hear.");
  moderates("EditAnyPost", {{"postId", post}, {"source", "There is no slip here."}, {"reason", "Spelling zqzq."}});
  const auto next = next_of(heard);
  EXPECT_EQ(next["text"], "There is no slip here.");
  EXPECT_EQ(next["edited"], true);
  EXPECT_EQ(next.size(), heard.size() + 1) << next;
  Observing later(here_->port(), give_seat(norway_).token);
  const auto all = everything(later);
  EXPECT_EQ(all.find("slip hear."), std::string::npos);
  for (const auto* hidden : {"zqzq", "polonius", "evision"})
    EXPECT_EQ((all + ear_->heard).find(hidden), std::string::npos) << hidden;
}

TEST_F(ChangeCases, case_18_what_was_deleted_is_told_by_its_id_alone) {
  const auto post = writes("ophelia", asked_.thread, "I was the more deceived.");
  const auto heard = ear_->await_text("I was the more deceived.");
  const auto length = ear_->heard.size();
  does("ophelia", "DeletePost", {{"postId", post}});
  const auto gone = next_of(heard);
  EXPECT_EQ(fields_of(gone), "id state thread topic version ");
  EXPECT_EQ(ear_->heard.substr(length).find("deceived"), std::string::npos);
  EXPECT_EQ(everything(*here_).find("deceived"), std::string::npos);
}

TEST_F(ChangeCases, case_19_what_a_moderator_hides_goes_without_words_or_whose_hand_it_was) {
  const auto post = writes("ophelia", asked_.thread, "Words, wild and whirling.");
  const auto heard = ear_->await_text("Words, wild and whirling.");
  const auto length = ear_->heard.size();
  moderates("HidePost", {{"postId", post}, {"hidden", true}, {"reason", "Unseemly zqzq."}});
  const auto gone = next_of(heard);
  EXPECT_EQ(fields_of(gone), "id state thread topic version ");
  moderates("HidePost", {{"postId", post}, {"hidden", false}, {"reason", "It was not."}});
  writes("hamlet", asked_.thread, "The end.");
  EXPECT_FALSE(ear_->await_text("The end.").is_null());
  const auto told = ear_->heard.substr(length) + everything(*here_);
  for (const auto* hidden : {"zqzq", "Unseemly", "polonius", "moderator", "It was not"})
    EXPECT_EQ(told.find(hidden), std::string::npos) << hidden;
}

TEST_F(ChangeCases, case_20_a_note_of_the_staff_is_in_no_stream_count_or_time) {
  const auto before = everything(*here_);
  moderates("WriteNote", {{"threadId", asked_.thread}, {"source", "Mark this one, zqzq."}});
  moderates("WriteNote", {{"threadId", asked_.thread}, {"postId", asked_.post}, {"source", "And this, zqzq."}});
  EXPECT_EQ(everything(*here_), before);
  writes("hamlet", asked_.thread, "The end.");
  const auto next = ear_->await_post([](const Json&) { return true; });
  EXPECT_EQ(next["text"], "The end.") << "the first thing that is heard";
}

TEST_F(ChangeCases, case_21_what_waits_for_the_chair_is_absent) {
  moderates("SetWordRule", {{"rule", {{"action", "WORD_HOLD"}, {"pattern", "dagger"}}}});
  const auto before = everything(*here_);
  const auto reply = does("ophelia", "WritePost", {{"threadId", asked_.thread}, {"source", "Is this a dagger?"}});
  EXPECT_TRUE(reply.value("held", false)) << reply;
  EXPECT_EQ(everything(*here_), before);
  does("polonius", "DecideHeldPost", {{"postId", reply["postId"]}, {"approved", false}, {"reason", "It is not."}},
       "ModeratorService");
  EXPECT_EQ(everything(*here_), before);
  writes("hamlet", asked_.thread, "The end.");
  EXPECT_EQ(ear_->await_post([](const Json&) { return true; })["text"], "The end.");
}

TEST_F(ChangeCases, case_22_a_draft_and_what_stays_among_members_are_absent) {
  const auto before = everything(*here_);
  does("ophelia", "SaveDraft", {{"threadId", asked_.thread}, {"source", "Not yet said."}});
  const auto kept = writes("ophelia", asked_.thread, "Among ourselves.", {{"membersOnly", true}});
  does("ophelia", "EditPost", {{"postId", kept}, {"source", "Still among ourselves."}});
  const auto thread = opens("hamlet", being_, "For members", "Nobody listens.", {{"membersOnly", true}});
  writes("ophelia", thread.thread, "Nobody.");
  EXPECT_EQ(everything(*here_), before);
  writes("hamlet", asked_.thread, "The end.");
  EXPECT_EQ(ear_->await_post([](const Json&) { return true; })["text"], "The end.");
}

}  // namespace
}  // namespace plenum::test
